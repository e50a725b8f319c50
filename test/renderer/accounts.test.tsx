import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { FakeBridge } from '../support/fake-bridge.ts';
import { openWindow } from '../support/open-window.tsx';

const SECRET = 'a secret that nobody may see';
const PRODUCTION = { id: null, label: 'Production', apiKey: 'a1b2c3d4', smsMethod: null, applicationIds: [] };

async function openAccounts(prepare: (bridge: FakeBridge) => void = () => undefined) {
  const bridge = new FakeBridge(1);
  prepare(bridge);
  const { user } = await openWindow(bridge);
  await user.keyboard('{Control>}6{/Control}');
  return { bridge, user, section: await screen.findByRole('region', { name: 'Accounts' }) };
}

const withProduction = (bridge: FakeBridge): void => {
  const { id } = bridge.accounts.save(PRODUCTION);
  bridge.accounts.setSecret({ account: id, use: 'signature', label: 'current', text: SECRET });
};

/** No place of the page, attributes and fields included, holds the text. */
function expectNowhere(text: string): void {
  expect(document.documentElement.outerHTML).not.toContain(text);
  for (const input of document.querySelectorAll('input, textarea')) {
    expect((input as HTMLInputElement).value).not.toContain(text);
  }
  expect(JSON.stringify(localStorage)).not.toContain(text);
}

test('an account and its first secret are saved by keys alone, and the secret is nowhere in the page', async () => {
  const { bridge, user, section } = await openAccounts();
  within(section).getByRole('button', { name: 'Add an account' }).focus();
  await user.keyboard('{Enter}');
  const form = await screen.findByRole('form', { name: 'New account' });
  await waitFor(() => expect(document.activeElement).toBe(within(form).getByLabelText('Name')));
  await user.keyboard('Production{Tab}a1b2c3d4{Tab}');
  const field = within(form).getByLabelText('Signature secret');
  expect(document.activeElement).toBe(field);
  expect(field.getAttribute('type')).toBe('password');
  expect(field.getAttribute('autocomplete')).toBe('off');
  await user.keyboard(SECRET);
  // While it is typed it is in the field alone, in no attribute.
  expect(document.documentElement.outerHTML).not.toContain(SECRET);
  await user.keyboard('{Enter}');

  const account = await screen.findByRole('listitem', { name: 'Production' });
  const secrets = await within(account).findByRole('list', { name: 'Secrets of Production' });
  expect(secrets.textContent).toContain('current signed webhooks, kept in the system’s keychain');
  expect(bridge.asked).toContainEqual({
    channel: 'secrets:set',
    input: { account: 1, use: 'signature', label: 'current', text: SECRET },
  });
  expectNowhere(SECRET);
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Add an account'));
});

test('a secret is shown only while it is typed and only on demand', async () => {
  const { user } = await openAccounts(withProduction);
  await user.click(await screen.findByRole('button', { name: 'Add a secret to Production' }));
  const field = screen.getByLabelText('Secret');
  await user.type(field, SECRET);
  await user.click(screen.getByRole('button', { name: 'Show the secret' }));
  expect(field.getAttribute('type')).toBe('text');
  await user.click(screen.getByRole('button', { name: 'Hide the secret' }));
  expect(field.getAttribute('type')).toBe('password');
  await user.type(field, '{Escape}');
  await waitFor(() => expect(screen.queryByLabelText('Secret')).toBeNull());
  expectNowhere(SECRET);
});

test('a second secret for a rotation, and one for SMS, have labels of their own', async () => {
  const { bridge, user } = await openAccounts(withProduction);
  for (const use of ['Signed webhooks', 'SMS API']) {
    await user.click(await screen.findByRole('button', { name: 'Add a secret to Production' }));
    await user.click(screen.getByRole('button', { name: use }));
    await user.type(screen.getByLabelText('Secret'), `${SECRET}{Enter}`);
    await waitFor(() => expect(screen.queryByLabelText('Secret')).toBeNull());
  }
  expect(bridge.accounts.accounts[0]?.secrets.map(({ use, label }) => [use, label])).toEqual([
    ['signature', 'current'],
    ['signature', 'secret 2'],
    ['sms', 'SMS'],
  ]);
});

test('what main refuses is said, the form stays, and the next try makes no second account', async () => {
  const { bridge, user, section } = await openAccounts();
  bridge.failing.set('secrets:set', 'The secret could not be encrypted, so it was not stored.');
  await user.click(within(section).getByRole('button', { name: 'Add an account' }));
  await user.type(screen.getByLabelText('Name'), 'Production');
  await user.type(screen.getByLabelText('Signature secret'), `${SECRET}{Enter}`);
  expect((await screen.findByRole('alert')).textContent).toContain('could not be encrypted');

  bridge.failing.clear();
  await user.click(screen.getByRole('button', { name: 'Add account' }));
  await screen.findByRole('list', { name: 'Secrets of Production' });
  expect(bridge.accounts.accounts).toHaveLength(1);
});

test('an API key that can be none is not saved, and an empty secret is asked for', async () => {
  const { bridge, user, section } = await openAccounts(withProduction);
  await user.click(within(section).getByRole('button', { name: 'Add an account' }));
  await user.type(screen.getByLabelText('Name'), 'Other');
  await user.type(screen.getByLabelText('API key'), 'no key');
  expect(screen.getByRole('alert').textContent).toBe('An API key has letters and digits only.');
  expect(screen.getByRole('button', { name: 'Add account' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: 'Cancel' }));

  await user.click(screen.getByRole('button', { name: 'Add a secret to Production' }));
  await user.click(screen.getByRole('button', { name: 'Save secret' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Enter the secret first.');
  expect(bridge.accounts.accounts).toHaveLength(1);
});

test('white space around a secret is told before it is saved', async () => {
  const { user } = await openAccounts(withProduction);
  await user.click(await screen.findByRole('button', { name: 'Add a secret to Production' }));
  await user.type(screen.getByLabelText('Secret'), `${SECRET} `);
  expect(screen.getByText(/There is white space around it/)).toBeDefined();
});

test('method and applications of an account are changed', async () => {
  const { bridge, user } = await openAccounts(withProduction);
  await user.click(await screen.findByRole('button', { name: 'Change Production' }));
  await user.click(screen.getByRole('button', { name: /^SMS and applications/ }));
  await user.selectOptions(screen.getByLabelText('Signature method of SMS'), 'sha512');
  await user.type(screen.getByLabelText('Application ids'), 'app-1{Enter}app-2, app-3');
  const accounts = within(screen.getByRole('region', { name: 'Accounts' }));
  await user.click(accounts.getByRole('button', { name: 'Save' }));
  await screen.findByText(/SMS by sha512 · only 3 applications/);
  expect(bridge.accounts.accounts[0]?.applicationIds).toEqual(['app-1', 'app-2', 'app-3']);
});

test('an account is removed only after a second answer, and the first focus is on keeping it', async () => {
  const { bridge, user } = await openAccounts(withProduction);
  await user.click(await screen.findByRole('button', { name: 'Remove Production' }));
  const question = screen.getByRole('group', { name: 'Remove Production' });
  expect(question.textContent).toContain('Remove it and 1 secret?');
  expect(document.activeElement?.textContent).toBe('Keep');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove Production'));
  expect(bridge.accounts.accounts).toHaveLength(1);

  await user.keyboard('{Enter}');
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(screen.queryByRole('listitem', { name: 'Production' })).toBeNull());
  expect(bridge.accounts.accounts).toHaveLength(0);
});

test('while secrets are being opened the window waits, and asks again by itself', async () => {
  const { bridge, section } = await openAccounts((fake) => {
    withProduction(fake);
    fake.failing.set('accounts:list', 'The accounts are still being opened. Try again.');
    fake.failureCode = 'starting';
  });
  expect(section.textContent).toContain('The secrets are being opened.');
  bridge.failing.clear();
  expect(await within(section).findByRole('listitem', { name: 'Production' })).toBeDefined();
});

test('accounts that can’t be read say why', async () => {
  const { bridge, section } = await openAccounts(({ failing }) => failing.set('accounts:list', 'The disk is gone.'));
  expect(await within(section).findByText('The disk is gone.')).toBeDefined();
  expect(within(section).getByRole('button', { name: 'Add an account' })).toHaveProperty('disabled', true);
  expect(bridge.accounts.accounts).toEqual([]);
});

test('a secret that can’t be opened here asks to be entered again', async () => {
  await openAccounts(({ accounts }) => accounts.fill(false));
  expect(await screen.findByText(/can’t be opened here/)).toBeDefined();
});

describe('where secrets are kept', () => {
  test('without a keychain it says so, and a file is an explicit choice', async () => {
    const { bridge, user } = await openAccounts(({ accounts }) => accounts.fill(true));
    const choice = await screen.findByRole('group', { name: 'Where secrets are kept' });
    expect(choice.textContent).toContain('This system offers no keyring');
    expect(within(choice).getByRole('radio', { name: /keychain/ })).toHaveProperty('disabled', true);
    expect(within(choice).getByRole('radio', { name: /This session only/ })).toHaveProperty('checked', true);
    await user.click(within(choice).getByRole('radio', { name: /whoever can read your files/ }));
    await waitFor(() => expect(bridge.accounts.vault.chosen).toBe('file'));
  });

  test('a vault that fails is said and not chosen', async () => {
    const { bridge, user } = await openAccounts();
    bridge.failing.set('vault:choose', 'vault.key is damaged. Enter the secrets again.');
    await user.click(await screen.findByRole('radio', { name: /A file/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('vault.key is damaged');
    expect(screen.getByRole('radio', { name: /keychain/ })).toHaveProperty('checked', true);
  });
});

describe('what counts as a failure', () => {
  test('the switches are off at first, and say what Vonage does', async () => {
    const { bridge, user } = await openAccounts();
    const section = screen.getByRole('region', { name: 'Signatures' });
    const switches = within(section).getAllByRole('switch');
    expect(switches.map((element) => element.getAttribute('aria-checked'))).toEqual(['false', 'false', 'false']);
    expect(section.textContent).toContain('After a 401 Vonage does not send a message, status or SMS again');
    expect(section.textContent).toContain('sends it again, signed');
    for (const element of switches) await user.click(element);
    await waitFor(() =>
      expect(bridge.settings).toMatchObject({
        rejectOldSignatures: true,
        answer401ToFailed: true,
        answer503ToUnsigned: true,
      }),
    );
  });

  test('the age limit is set in seconds', async () => {
    const { bridge, user } = await openAccounts();
    const field = screen.getByRole('textbox', { name: 'Age limit in seconds' });
    await user.clear(field);
    await user.type(field, '60{Enter}');
    await waitFor(() => expect(bridge.settings.signatureAgeLimit).toBe(60));
  });
});

test('the check of the history tells how far it is', async () => {
  const { bridge } = await openAccounts();
  bridge.change({ recheck: { checked: 1_200, of: 4_000 } });
  const progress = await screen.findByRole('progressbar', { name: 'Checking signatures again' });
  expect(progress.textContent).toBe('Checking signatures again: 30 %');
  expect(progress.getAttribute('aria-valuemax')).toBe('4000');
  bridge.change({ recheck: null });
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
});
