import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { send } from '../support/http.ts';
import { visible } from '../support/window.ts';

test('the webhooks of one message stand in one timeline, in the order of Vonage, and lead to each other', async () => {
  const { page, url, complaints } = await startApp();
  const at = { submitted: '09:30:00', delivered: '09:30:04', read: '09:31:00' };
  for (const status of ['delivered', 'submitted', 'read', 'delivered'] as const) {
    const body = JSON.stringify({
      message_uuid: 'timeline-1',
      channel: 'whatsapp',
      from: '447700900000',
      to: '447700900001',
      timestamp: `2025-01-15T${at[status]}Z`,
      status,
    });
    await send(url, { target: '/webhooks/message-status', body });
  }
  await page.getByRole('row', { name: /read/ }).click();
  await page.keyboard.press('Enter');
  const timeline = page.getByRole('list', { name: 'Timeline' });
  await visible(timeline);
  const steps = await timeline.getByRole('listitem').allInnerTexts();
  expect(steps).toHaveLength(3);
  expect(steps[0]).toMatch(/^submitted/);
  expect(steps[1]).toMatch(/^delivered[\s\S]*4\.0 s later than submitted[\s\S]*duplicate/);
  expect(steps[2]).toMatch(/^read/);

  await timeline
    .getByRole('button', { name: /submitted/ })
    .first()
    .click();
  await visible(page.locator('[role="row"][aria-selected="true"]').filter({ hasText: 'submitted' }));
  expect(complaints).toEqual([]);
});
