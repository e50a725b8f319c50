import { expect, test } from 'vitest';

import { signJwt } from '../../main/signature/sign-jwt.ts';
import { startApp } from '../support/app.ts';
import { send } from '../support/http.ts';
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
  const token = signJwt(Buffer.from(BODY), SIGNER, Math.floor(Date.now() / 1_000));
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  await send(url, { target: '/webhooks/message-status', headers, body: BODY });
  const row = page.getByRole('row', { name: /delivered/ });
  await visible(row);

  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: 'Add a target' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(app.url);
  await page.keyboard.press('Enter');
  await visible(page.getByRole('listitem', { name: app.url.replace('http://', '') }));

  await page.keyboard.press('Control+1');
  await visible(row);
  await page.keyboard.press('k');
  await page.keyboard.press('r');
  await app.received(1);
  await visible(page.getByRole('heading', { name: /answered 200/ }));
  expect(app.arrivals[0]).toMatchObject({ target: '/webhooks/message-status', body: BODY, webhook: 1, taken: 'taken' });

  await page.keyboard.press('Shift+R');
  const dialog = page.getByRole('dialog', { name: 'Edit and replay webhook 1' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(',"edited":true');
  await dialog.getByRole('button', { name: 'Keep' }).focus();
  await page.keyboard.press('Enter');
  await visible(dialog.getByText(/the old signature does not fit/));
  await page.keyboard.press('Control+Enter');
  await app.received(2);
  expect(app.arrivals[1]).toMatchObject({ body: `${BODY.slice(0, -1)},"edited":true}`, taken: 'refused' });
  const difference = dialog.getByRole('region', { name: 'Compared with the first' });
  await visible(difference);
  expect(await difference.innerText()).toContain('200 → 401');

  await dialog.getByRole('button', { name: 'Sign again' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await app.received(3);
  expect(app.arrivals[2]?.taken).toBe('taken');
  await visible(dialog.getByText(/signed again/).first());

  await page.keyboard.press('Escape');
  await visible(page.getByRole('row', { name: /delivered[\s\S]*200/ }));
  expect(complaints).toEqual([]);
});
