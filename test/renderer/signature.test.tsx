import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { useColumnStore } from '../../renderer/webhooks/column-store.ts';
import { FakeBridge } from '../support/fake-bridge.ts';
import { openWindow, shownRows } from '../support/open-window.tsx';
import { aSample } from '../support/samples.ts';
import { type SceneName, signatureScenes } from '../support/signature-scenes.ts';

const scenes = signatureScenes();

/** The detail of one webhook of which the doctor says what the real one does. */
async function openScene(name: SceneName) {
  const scene = scenes.find((candidate) => candidate.name === name);
  if (scene === undefined) throw new Error(`no scene ${name}`);
  const bridge = new FakeBridge();
  bridge.explanations.set(bridge.receive(aSample(scene.request)), scene.explanation);
  const { user } = await openWindow(bridge);
  await waitFor(() => expect(shownRows()).toHaveLength(1));
  await user.pointer({ keys: '[MouseLeft]', target: shownRows()[0] as HTMLElement });
  const card = await screen.findByRole('region', { name: 'Signature' });
  await within(card).findByRole('button', { name: /^Steps/ });
  return { bridge, user, card };
}

describe('the card says first why', () => {
  test.each([
    ['verified', 'Verified', /secret “current” of the account “Production”, and the body was not changed/],
    ['re-encoded', 'Failed: the body was changed after it was signed', /how Python’s json.dumps writes it/],
    ['forged', 'Failed: the body is not the one that was signed', /so its content differs/],
    ['wrong-secret', 'Failed: it was not signed with the secret that is stored', /No other secret that is stored fits/],
    ['other-account', 'Failed: it was signed with the secret of another account', /account “Staging” \(key e5f6a7b8\)/],
    ['old', 'Verified, but old', /signed 2\.2 h before it arrived/],
    ['unsigned', 'Unsigned: there is no Authorization header, or it is empty', /Anybody could have sent it/],
    [
      'no-secret',
      'No secret: it is signed, but could not be checked',
      /No secret is stored for the API key “a1b2c3d4”/,
    ],
    ['sms-method', 'Failed: the account is set to another method', /method md5hash; the account is set to sha256/],
  ] as const)('of %s', async (name, headline, why) => {
    const { card } = await openScene(name);
    expect(within(card).getByText(headline, { selector: 'p' })).toBeDefined();
    expect(within(card).getAllByText(why)).not.toHaveLength(0);
  });
});

test('the first difference and both hashes are side by side, white space drawn', async () => {
  const { card } = await openScene('re-encoded');
  const difference = within(card).getByRole('group', { name: 'First difference' });
  expect(difference.textContent).toContain('line 1, column 7 (byte 7)');
  expect(within(difference).getByText('Signed').parentElement?.textContent).toContain('{"to":"447700900000"');
  expect(within(difference).getByText('Received').parentElement?.textContent).toContain('{"to":·"447700900000"');
  expect(within(card).getByText('payload_hash in the token').nextSibling?.textContent).toMatch(/^[\da-f]{64}$/);
  expect(within(card).getByText('SHA-256 of the body as received').nextSibling?.textContent).toMatch(/^[\da-f]{64}$/);
});

test('each step has a word for its outcome, those not reached included', async () => {
  const { card } = await openScene('wrong-secret');
  const steps = within(within(card).getByRole('list', { name: 'Steps' })).getAllByRole('listitem');
  expect(steps.map(({ textContent }) => textContent?.replace(/^(Pass|Fail|Not reached).*/, '$1'))).toEqual([
    ...Array.from({ length: 5 }, () => 'Pass'),
    'Fail',
    'Not reached',
  ]);
  expect(steps.at(-1)?.textContent).toContain('Issuer, Time of signing given, Age');
});

test('steps of what did not fail, and the token, open by key', async () => {
  const { card, user } = await openScene('verified');
  expect(within(card).queryByRole('list', { name: 'Steps' })).toBeNull();
  within(card)
    .getByRole('button', { name: /^Steps/ })
    .focus();
  await user.keyboard('{Enter}');
  expect(within(card).getByRole('list', { name: 'Steps' })).toBeDefined();
  await user.click(within(card).getByRole('button', { name: /^Token/ }));
  const claims = within(card).getByRole('table', { name: 'Token claims' });
  expect(within(claims).getByRole('row', { name: /^iat 17\d+.*received .* later/ })).toBeDefined();
  expect(within(claims).getByRole('row', { name: 'api_key a1b2c3d4 account “Production”' })).toBeDefined();
  expect(within(claims).getByRole('row', { name: /^payload_hash .* the hash of the body$/ })).toBeDefined();
});

test('claims of a stranger are text and nothing else', async () => {
  const { card, user } = await openScene('hostile');
  await user.click(within(card).getByRole('button', { name: /^Token/ }));
  const claims = within(card).getByRole('table', { name: 'Token claims' });
  expect(within(claims).getByText('1e+300')).toBeDefined();
  expect(claims.textContent).toContain('<img src=x onerror=alert(1)>');
  expect(within(claims).getAllByTitle('U+202E, right-to-left override')).not.toHaveLength(0);
  expect(document.querySelector('img')).toBeNull();
});

const mark = (): HTMLElement => within(shownRows()[0] as HTMLElement).getByText(/^Failed/);

test('the list says that a signature failed, and why', async () => {
  await openScene('re-encoded');
  expect(mark().textContent).toBe('Failed');
  expect(mark().closest('[title]')?.getAttribute('title')).toMatch(/^Failed: /);
  act(() => useColumnStore.getState().resize('verdict', 180));
  expect(mark().textContent).toBe('Failed: body changed');
  expect(screen.getByRole('button', { name: /Problems/ }).textContent).toContain('1');
});

test('a signature that can’t be explained says so and leaves the webhook in sight', async () => {
  const bridge = new FakeBridge(1);
  bridge.failing.set('signature:explain', 'The index is busy.');
  const { user } = await openWindow(bridge);
  await waitFor(() => expect(shownRows()).toHaveLength(1));
  await user.pointer({ keys: '[MouseLeft]', target: shownRows()[0] as HTMLElement });
  expect(await screen.findByText(/could not be explained. The index is busy/)).toBeDefined();
  expect(screen.getByRole('region', { name: 'Payload' })).toBeDefined();
});

test('what the doctor says is asked anew after a setting has changed', async () => {
  const { bridge, card } = await openScene('old');
  const rejected = scenes.find(({ name }) => name === 'forged')?.explanation;
  if (rejected) bridge.explanations.set(bridge.newest, rejected);
  await bridge.invoke('settings:set', { signatureAgeLimit: 60 });
  expect(await within(card).findByText('Failed: the body is not the one that was signed')).toBeDefined();
});

describe('the way to the settings', () => {
  test('Add the secret opens the form with the API key filled in', async () => {
    const { bridge, card, user } = await openScene('no-secret');
    await user.click(within(card).getByRole('button', { name: 'Add the secret' }));
    const form = await screen.findByRole('form', { name: 'New account' });
    expect(within(form).getByLabelText('API key')).toHaveProperty('value', 'a1b2c3d4');
    await waitFor(() => expect(document.activeElement).toBe(within(form).getByLabelText('Signature secret')));
    await user.keyboard('the secret that I paste{Enter}');
    await screen.findByText('current');
    expect(bridge.accounts.accounts).toMatchObject([{ label: 'Account a1b2c3d4', apiKey: 'a1b2c3d4' }]);
  });

  test('the form stays the same one while its account exists already and its secret does not', async () => {
    const { bridge, card, user } = await openScene('no-secret');
    bridge.failing.set('secrets:set', 'The secret could not be encrypted, so it was not stored.');
    await user.click(within(card).getByRole('button', { name: 'Add the secret' }));
    await user.type(await screen.findByLabelText('Signature secret'), 'kept in the field{Enter}');
    await screen.findByRole('alert');
    expect(await screen.findByRole('listitem', { name: 'Account a1b2c3d4' })).toBeDefined();
    expect(screen.getByRole('form', { name: 'New account' })).toBeDefined();
    bridge.failing.clear();
    await user.click(screen.getByRole('button', { name: 'Add account' }));
    await waitFor(() => expect(bridge.accounts.accounts[0]?.secrets).toHaveLength(1));
  });

  test('with an account of this key, the secret is added to it', async () => {
    const { bridge, card, user } = await openScene('wrong-secret');
    bridge.accounts.save({ id: null, label: 'Production', apiKey: 'a1b2c3d4', smsMethod: null, applicationIds: [] });
    await user.click(within(card).getByRole('button', { name: 'Add another secret' }));
    expect(await screen.findByRole('form', { name: 'Add a secret to Production' })).toBeDefined();
  });

  test('a wrong method opens the account', async () => {
    const { bridge, card, user } = await openScene('sms-method');
    bridge.accounts.save({ id: null, label: 'All', apiKey: null, smsMethod: 'sha256', applicationIds: [] });
    await user.click(within(card).getByRole('button', { name: 'Open the account' }));
    const form = await screen.findByRole('form', { name: 'Change All' });
    expect(within(form).getByLabelText('Signature method of SMS')).toHaveProperty('value', 'sha256');
  });
});

async function openPasteBox(bridge = new FakeBridge()) {
  const { user } = await openWindow(bridge);
  await user.keyboard('v');
  const dialog = await screen.findByRole('dialog', { name: 'Check a pasted webhook' });
  return { bridge, user, dialog, field: within(dialog).getByRole('textbox') };
}

describe('the paste box', () => {
  test('opens by a key that is listed, and gives the same answer as the card', async () => {
    const { bridge, user, dialog, field } = await openPasteBox();
    const explanation = scenes.find(({ name }) => name === 're-encoded')?.explanation;
    if (explanation) bridge.explanations.set('Authorization: Bearer x', explanation);
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.keyboard('Authorization: Bearer x{Control>}{Enter}{/Control}');
    const result = within(dialog).getByRole('region', { name: 'Result' });
    expect(await within(result).findByText('Failed: the body was changed after it was signed')).toBeDefined();
    expect(result.getAttribute('aria-live')).toBe('polite');

    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('?');
    expect((await screen.findByText('Check a pasted webhook')).parentElement?.textContent).toContain('V');
  });

  test('says in words and with the place what it does not understand', async () => {
    const { bridge, user, field } = await openPasteBox();
    bridge.failing.set('signature:explain-text', 'Line 2 is no header: “oops”.');
    await user.type(field, 'a: b{Enter}oops');
    await user.click(screen.getByRole('button', { name: 'Check' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Line 2 is no header: “oops”.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  test('refuses what is over the limit without asking', async () => {
    const { bridge, user, field } = await openPasteBox();
    (field as HTMLTextAreaElement).value = 'x'.repeat(16_000_001);
    await user.click(screen.getByRole('button', { name: 'Check' }));
    expect((await screen.findByRole('alert')).textContent).toBe('This is 15.3 MB. At most 16 MB can be checked.');
    expect(bridge.asked.some(({ channel }) => channel === 'signature:explain-text')).toBe(false);
  });

  test('takes to the settings, and has the text still when it is opened again', async () => {
    const { bridge, user, field } = await openPasteBox();
    const explanation = scenes.find(({ name }) => name === 'no-secret')?.explanation;
    if (explanation) bridge.explanations.set('curl x', explanation);
    await user.type(field, 'curl x');
    await user.click(screen.getByRole('button', { name: 'Check' }));
    await user.click(await screen.findByRole('button', { name: 'Add the secret' }));
    await screen.findByRole('form', { name: 'New account' });
    await user.click(screen.getByRole('button', { name: 'Check a pasted webhook' }));
    expect(within(await screen.findByRole('dialog')).getByRole('textbox')).toHaveProperty('value', 'curl x');
  });
});
