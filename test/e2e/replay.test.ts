import { once } from 'node:events';

import { expect, test } from 'vitest';

import { signJwt } from '../../main/signature/sign-jwt.ts';
import { startApp } from '../support/app.ts';
import { send } from '../support/http.ts';
import { focusedName, tabTo } from '../support/keyboard.ts';
import { startSampleApp } from '../support/sample-app.ts';
import { visible } from '../support/window.ts';

const SECRET = 'e2e-signature-secret-of-the-sample-app-0001';
const SIGNER = { secret: SECRET, apiKey: 'a1b2c3d4', applicationId: '3f6d2b1c-8e47-4a59-9d30-5b7c1e0f2a68' };
const BODY = JSON.stringify({
  message_uuid: 'replay-1',
  channel: 'whatsapp',
  from: '447700900000',
  to: '447700900001',
  timestamp: '2025-01-15T09:30:00Z',
  status: 'delivered',
});

test('by keys alone: a webhook is captured, replayed, edited, refused, signed again, taken and compared', async () => {
  const app = await startSampleApp({ secret: SECRET });
  const { page, url, complaints } = await startApp();
  await page.evaluate(async (text) => {
    const fields = { id: null, label: 'mine', apiKey: 'a1b2c3d4', smsMethod: null, applicationIds: [] };
    const saved = await window.inspector.invoke('accounts:save', fields);
    if (!saved.ok) throw new Error(saved.error.message);
    const secret = { account: saved.value.id, use: 'signature', label: 'current', text } as const;
    await window.inspector.invoke('secrets:set', secret);
  }, SECRET);
  // The first minute: the app's address, at once on the page.
  await tabTo(page, 'URL of my app');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(app.url);
  await page.keyboard.press('Enter');
  await visible(page.getByRole('listitem').filter({ hasText: /It is up and answers in/ }));
  await page.keyboard.press('Control+4');
  await visible(page.getByRole('listitem', { name: app.url.replace('http://', '') }));
  await tabTo(page, `Forward to ${app.url.replace('http://', '')}`);
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+1');

  const token = signJwt(Buffer.from(BODY), SIGNER, Math.floor(Date.now() / 1_000));
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  await send(url, { target: '/webhooks/message-status', headers, body: BODY });
  const row = page.getByRole('row', { name: /delivered/ });
  await visible(row);

  await page.keyboard.press('k');
  await page.keyboard.press('r');
  await app.received(1);
  await visible(page.getByRole('heading', { name: /answered 200/ }));
  expect(app.arrivals[0]).toMatchObject({ target: '/webhooks/message-status', body: BODY, webhook: 1, taken: 'taken' });

  await page.keyboard.press('Shift+R');
  const dialog = page.getByRole('dialog', { name: 'Edit and replay webhook 1' });
  await expect.poll(() => focusedName(page)).toBe('Body');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(',"edited":true');
  await tabTo(page, 'Sign again');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await visible(dialog.getByText(/the old signature does not fit/));
  await page.keyboard.press('Control+Enter');
  await app.received(2);
  expect(app.arrivals[1]).toMatchObject({ body: `${BODY.slice(0, -1)},"edited":true}`, taken: 'refused' });
  const difference = dialog.getByRole('region', { name: 'Compared with the first' });
  await visible(difference);
  expect(await difference.innerText()).toContain('200 → 401');

  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await app.received(3);
  expect(app.arrivals[2]?.taken).toBe('taken');
  await visible(dialog.getByText(/signed again/).first());
  // Against the one that was refused, instead of the first.
  await tabTo(page, 'Compare with');
  await page.keyboard.press('ArrowUp');
  await visible(dialog.getByText('401 → 200'));

  await page.keyboard.press('Escape');
  await visible(page.getByRole('row', { name: /delivered[\s\S]*200/ }));
  expect(complaints).toEqual([]);
});

test('the editor: Tab leaves it, Escape closes its search before the dialog, and every byte is kept', async () => {
  const app = await startSampleApp();
  const { page, url, complaints } = await startApp();
  await page.evaluate(async (to) => {
    const saved = await window.inspector.invoke('targets:save', {
      id: null,
      name: 'mine',
      url: to,
      live: false,
      kinds: [],
      channels: [],
      mode: 'store-and-answer',
      failureAnswer: null,
      path: 'keep',
      marks: true,
      headers: [],
      allowSelfSigned: false,
      timeLimitMs: 10_000,
      parallel: 8,
      healthPath: null,
    });
    if (!saved.ok) throw new Error(saved.error.message);
  }, app.url);
  const odd = 'message_uuid=1\r\n\u202ea\u0000 tab\tend\r';
  await send(url, { target: '/x', headers: { 'content-type': 'text/plain' }, body: odd });
  await visible(page.getByRole('row', { name: /200/ }));
  await page.keyboard.press('k');
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Edit and replay webhook 1' });
  await expect.poll(() => focusedName(page)).toBe('Body');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('r?');
  await page.keyboard.press('Control+F');
  await page.keyboard.type('tab');
  await page.keyboard.press('Escape');
  await expect.poll(() => focusedName(page)).toBe('Body');
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).not.toBe('Body');
  await page.keyboard.press('Shift+Tab');
  expect(await focusedName(page)).toBe('Body');
  await page.keyboard.press('Control+Enter');
  await app.received(1);
  expect(app.arrivals[0]?.body).toBe(`r?${odd}`);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Enter');
  await app.received(2);
  expect(app.arrivals[1]?.body).toBe(odd);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(complaints).toEqual([]);
});

test('kill -9 in the middle of a bulk replay: the run says where it stopped, and goes on only when asked', async () => {
  const COUNT = 60;
  const ANSWERED = 20;
  const app = await startSampleApp();
  const first = await startApp();
  for (let n = 0; n < COUNT; n += 1) {
    await send(first.url, { body: JSON.stringify({ message_uuid: `m-${n}`, channel: 'sms', status: 'read' }) });
  }
  const never = new Promise<void>(() => {});
  app.misbehave({ kind: 'slow', until: () => (app.arrivals.length > ANSWERED ? never : Promise.resolve()) });
  await first.page.evaluate(
    async ({ to, count }) => {
      const begun = await window.inspector.invoke('replay:start', {
        webhooks: Array.from({ length: count }, (_, index) => index + 1),
        destination: { url: to, allowSelfSigned: false },
        plan: {
          order: 'oldest-first',
          pace: { kind: 'at-once' },
          concurrency: 4,
          stopOnFailure: false,
          signature: 'keep',
          repeat: 1,
          edit: null,
        },
      });
      if (!begun.ok) throw new Error(begun.error.message);
    },
    { to: app.url, count: COUNT },
  );
  await app.received(ANSWERED + 4);
  const gone = once(first.electron.process(), 'exit');
  first.electron.process().kill('SIGKILL');
  await gone;
  app.misbehave(null);

  const { page } = await startApp({ data: first.data });
  await page.keyboard.press('Control+4');
  const run = page.getByRole('group', { name: 'Run 1' });
  await visible(run.getByText('Cut off when the app ended'));
  await visible(run.getByText(/^24 of 60 deliveries sent: 20 answered 2xx, 0 not, 4 not known/));
  expect(app.arrivals).toHaveLength(ANSWERED + 4);
  await tabTo(page, 'Deliveries of run 1');
  await page.keyboard.press('Enter');
  const deliveries = page.getByRole('region', { name: 'Deliveries of run 1' });
  await deliveries.getByRole('button', { name: 'Not taken' }).click();
  await expect.poll(() => deliveries.getByText('not known').count()).toBe(4);

  await tabTo(page, 'Go on', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await visible(run.getByText(/^60 of 60 deliveries sent: 56 answered 2xx, 0 not, 4 not known/));
  expect(app.arrivals.map(({ webhook }) => webhook).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: COUNT }, (_, index) => index + 1),
  );
});
