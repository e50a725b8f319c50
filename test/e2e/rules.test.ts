import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { send } from '../support/http.ts';
import { visible } from '../support/window.ts';

const aStatus = (text: string): string =>
  JSON.stringify({ message_uuid: text, channel: 'sms', from: '1', to: '2', status: 'delivered' });

test('a rule is made, answers Vonage, is told while it is on, and is turned off', async () => {
  const { page, url, complaints } = await startApp();
  const status = async (id: string): Promise<number> =>
    (await send(url, { target: '/webhooks/message-status', body: aStatus(id) })).status;

  await page.getByRole('button', { name: 'No rules on' }).click();
  await page.getByRole('button', { name: 'Next 3 statuses: 503' }).click();
  await page.getByRole('button', { name: 'Add and switch on' }).click();
  const strip = page.getByRole('status').filter({ hasText: '“Next 3 statuses: 503” is on.' });
  await visible(strip.getByText('3 more times'));
  await visible(page.getByRole('button', { name: '1 rule on' }));

  expect(await status('first')).toBe(503);
  await visible(strip.getByText('2 more times'));
  await page.keyboard.press('Control+1');
  await page.getByRole('row', { name: /503/ }).click();
  const answer = page.getByRole('region', { name: 'Answer' });
  await visible(answer.getByText('rule “Next 3 statuses: 503”'));
  await visible(answer.getByText(/^Expected: 5 s, doubling/));

  await strip.getByRole('button', { name: 'Turn off' }).click();
  await strip.waitFor({ state: 'detached' });
  expect(await status('second')).toBe(200);

  await answer.getByRole('button', { name: 'Answer differently…' }).click();
  await page.getByRole('textbox', { name: 'Body' }).fill('{"seen":"{{payload.message_uuid}}"}');
  await page.getByRole('spinbutton', { name: 'Status' }).fill('202');
  await page.getByRole('button', { name: 'Add and switch on' }).click();
  await visible(page.getByRole('button', { name: '1 rule on' }));
  const answered = await send(url, { target: '/webhooks/message-status', body: aStatus('"third"') });
  expect(answered).toMatchObject({ status: 202, body: '{"seen":"\\"third\\""}' });
  expect(complaints).toEqual([]);
});
