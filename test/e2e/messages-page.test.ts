import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { send } from '../support/http.ts';
import { listRows, visible } from '../support/window.ts';

test('messages live in their own list: they follow what comes, and lead to their webhooks and back', async () => {
  const { page, url, complaints } = await startApp();
  const tell = (id: string, status: string, second: number): Promise<unknown> =>
    send(url, {
      target: '/webhooks/message-status',
      body: JSON.stringify({
        message_uuid: id,
        channel: 'sms',
        from: '447700900000',
        to: '447700900001',
        timestamp: new Date(Date.UTC(2025, 0, 15, 9, 30, second)).toISOString(),
        status,
      }),
    });
  await page.keyboard.press('Control+2');
  await visible(page.getByText('No messages yet'));
  await tell('first', 'submitted', 0);
  await tell('second', 'submitted', 1);
  const rows = listRows(page);
  await visible(rows.nth(1));
  expect(await rows.count()).toBe(2);

  await tell('first', 'delivered', 4);
  await visible(rows.last().getByText('delivered'));
  expect(await rows.last().innerText()).toContain('4.0 s');
  expect(await rows.count()).toBe(2);

  await rows.last().click();
  const timeline = page.getByRole('list', { name: 'Timeline' });
  await visible(timeline.getByRole('button', { name: /delivered/ }));
  await timeline.getByRole('button', { name: /delivered/ }).focus();
  await page.keyboard.press('Enter');
  await visible(page.getByRole('heading', { name: 'Payload' }));
  await visible(page.locator('[role="row"][aria-selected="true"]').filter({ hasText: 'delivered' }));

  await page.keyboard.press('Alt+ArrowLeft');
  await visible(timeline.getByRole('button', { name: /delivered/ }));
  await visible(page.locator('[role="row"][aria-selected="true"]').filter({ hasText: 'delivered' }));

  await page.getByRole('textbox', { name: 'Search messages' }).fill('second');
  await visible(page.getByText('1 match'));
  expect(await rows.allInnerTexts()).toHaveLength(1);
  expect(complaints).toEqual([]);
});
