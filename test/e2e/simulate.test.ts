import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { listRows, visible } from '../support/window.ts';

test('a webhook and a scrambled life are simulated, and marked in the list', async () => {
  const { page, complaints } = await startApp();
  await page.keyboard.press('Control+3');
  await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('messages-v1 whatsapp image');
  await page.getByRole('option', { name: /Inbound message/ }).click();
  await page.getByRole('textbox', { name: 'Text' }).fill('A picture of the parcel');
  await visible(page.getByRole('textbox', { name: 'Body' }).filter({ hasText: 'A picture of the parcel' }));
  await page.keyboard.press('Control+Enter');
  await visible(page.getByText('1 of 1 sent'));

  await page.getByRole('button', { name: 'Scenario' }).click();
  await page.getByRole('option', { name: /^Delivered, and read/ }).click();
  await page.getByRole('combobox', { name: 'Channel' }).selectOption('whatsapp');
  await visible(page.getByRole('textbox', { name: 'Steps, as YAML' }).filter({ hasText: 'status: read' }));
  await page.getByRole('checkbox', { name: 'Late “submitted”' }).check();
  await page.getByRole('checkbox', { name: 'Keep the waits between steps' }).uncheck();
  await page.keyboard.press('Control+Enter');
  await visible(page.getByText(/^3 of 3 sent, seed \d+$/));

  const steps = page.getByRole('textbox', { name: 'Steps, as YAML' });
  await steps.press('Control+A');
  await page.keyboard.insertText('steps:\n  - sned: voice/transfer');
  await page.keyboard.press('Control+Enter');
  await visible(page.getByRole('alert').filter({ hasText: 'Line 2, column 5: “sned” is not known here.' }));

  await page.keyboard.press('Control+1');
  const rows = listRows(page);
  await visible(rows.nth(3));
  const texts = await rows.allInnerTexts();
  expect(texts).toHaveLength(4);
  for (const text of texts) expect(text).toContain('simulated');
  expect(texts[0]).toContain('A picture of the parcel');
  expect(texts[3]).toMatch(/submitted[\s\S]*late/);
  expect(complaints).toEqual([]);
});
