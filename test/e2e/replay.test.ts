import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { send } from '../support/http.ts';
import { startSampleApp } from '../support/sample-app.ts';
import { visible } from '../support/window.ts';

const BODY = JSON.stringify({
  message_uuid: 'replay-1',
  channel: 'whatsapp',
  from: '447700900000',
  to: '447700900001',
  timestamp: '2025-01-15T09:30:00Z',
  status: 'delivered',
});

test('by keys alone: a webhook is captured, replayed to a real app, edited, sent again and compared', async () => {
  const app = await startSampleApp({});
  const { page, url, complaints } = await startApp();
  await send(url, { target: '/webhooks/message-status', body: BODY });
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
  expect(app.arrivals[0]).toMatchObject({ target: '/webhooks/message-status', body: BODY, webhook: 1 });

  app.misbehave({ kind: 'status', status: 503 });
  await page.keyboard.press('Shift+R');
  const dialog = page.getByRole('dialog', { name: 'Edit and replay webhook 1' });
  await visible(dialog);
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(',"edited":true');
  await page.keyboard.press('Control+Enter');
  await app.received(2);
  expect(app.arrivals[1]).toMatchObject({ body: `${BODY.slice(0, -1)},"edited":true}` });
  const difference = dialog.getByRole('region', { name: 'Compared with the first' });
  await visible(difference);
  expect(await difference.innerText()).toContain('200 → 503');

  await page.keyboard.press('Escape');
  await visible(page.getByRole('row', { name: /delivered[\s\S]*503/ }));
  expect(complaints).toEqual([]);
});
