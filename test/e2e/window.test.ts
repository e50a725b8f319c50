import { readdirSync } from 'node:fs';

import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { bodyOf, fixtures, targetOf } from '../support/fixtures.ts';
import { send } from '../support/http.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { listRows, visible } from '../support/window.ts';

const INBOUND = {
  target: '/webhooks/inbound-message',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    channel: 'whatsapp',
    message_uuid: 'e2e-1',
    from: '447700900001',
    to: '447700900000',
    message_type: 'text',
    text: 'Hello from outside',
  }),
};

test('a webhook posted from outside appears in the list, opens, and is still there after a restart', async () => {
  const data = temporaryFolder();
  const first = await startApp({ data });
  expect(await send(first.url, INBOUND)).toMatchObject({ status: 200, body: '' });
  const row = first.page.getByRole('row', { name: /Hello from outside/ });
  await row.click();
  await first.page.keyboard.press('Enter');
  await visible(first.page.getByRole('heading', { name: 'Payload' }));
  await visible(first.page.getByRole('heading', { name: 'Answer' }));
  expect(first.complaints).toEqual([]);
  await first.close();

  const second = await startApp({ data });
  await visible(second.page.getByRole('row', { name: /Hello from outside/ }));
});

test('the empty window sends a sample through the real receiver', async () => {
  const { page } = await startApp();
  await page.getByRole('button', { name: 'Send a sample' }).first().click();
  await visible(page.getByRole('row', { name: /Hello! Is my order on its way\?/ }));
});

test('views, search and the keyboard find a webhook', async () => {
  const { page, url } = await startApp();
  await send(url, INBOUND);
  await send(url, { target: '/webhooks/message-status', body: '{"message_uuid":"e2e-2","status":"rejected"}' });
  await send(url, { target: '/elsewhere', body: 'not json at all' });
  await visible(listRows(page).nth(2));

  await page.getByRole('navigation').getByText('Statuses').click();
  await expect.poll(() => listRows(page).count()).toBe(1);
  await page.getByRole('navigation').getByText('All').click();
  await expect.poll(() => listRows(page).count()).toBe(3);

  const byKind = page.getByRole('columnheader', { name: 'Kind' }).getByRole('button');
  await byKind.click();
  await byKind.click();
  await visible(listRows(page).first().getByText('Unknown'));
  await byKind.click();
  await visible(listRows(page).first().getByText('Inbound message'));

  await page.keyboard.press('Control+f');
  await page.keyboard.type('outside hel');
  await expect.poll(() => listRows(page).count()).toBe(1);
  await page.keyboard.press('Escape');
  await expect.poll(() => listRows(page).count()).toBe(3);

  await page.keyboard.type('status:rejected,');
  await page.keyboard.type('read ');
  await expect.poll(() => listRows(page).count()).toBe(1);
  await page.keyboard.type('not');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await expect.poll(() => listRows(page).count()).toBe(3);
});

test('a starred webhook is in the view Starred, a deleted one goes and comes back with undo', async () => {
  const { page, url } = await startApp();
  await send(url, INBOUND);
  const row = page.getByRole('row', { name: /Hello from outside/ });
  await row.click();
  await page.keyboard.press('p');
  await page.getByRole('navigation').getByText('Starred').click();
  await visible(row);

  await row.click();
  await page.keyboard.press('Control+Delete');
  await expect.poll(() => row.count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await visible(row);
});

test('a note is written, found by its words, and kept where the window is closed in the middle of a sentence', async () => {
  const data = temporaryFolder();
  const first = await startApp({ data });
  await send(first.url, INBOUND);
  await send(first.url, { target: '/elsewhere', body: 'not json at all' });
  await visible(listRows(first.page).nth(1));
  await listRows(first.page).first().click();
  await first.page.keyboard.press('n');
  await visible(first.page.getByRole('textbox', { name: 'Note' }));
  await first.page.keyboard.type('Refund, see 4711');
  await first.page.keyboard.press('Control+Enter');
  await visible(listRows(first.page).first().getByRole('img', { name: 'Note' }));
  await first.page.keyboard.press('Control+f');
  await first.page.keyboard.type('refund whatsapp\n');
  await expect.poll(() => listRows(first.page).count()).toBe(1);

  await listRows(first.page).first().click({ button: 'right' });
  await first.page.getByRole('menuitem', { name: /Edit note/ }).click();
  await first.page.keyboard.type(' and 12');
  expect(first.complaints).toEqual([]);
  await first.close();

  const second = await startApp({ data });
  await visible(second.page.getByRole('region', { name: 'Note' }).getByText('Refund, see 4711 and 12'));
});

test('a window that is made narrow keeps what is being written', async () => {
  const { page, url, electron, complaints } = await startApp({ size: { width: 1_280, height: 800 } });
  await send(url, INBOUND);
  await page.getByRole('row', { name: /Hello from outside/ }).click();
  await page.keyboard.press('n');
  const note = page.getByRole('textbox', { name: 'Note' });
  await visible(note);
  await page.keyboard.type('Half a sent');
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  await visible(page.locator('[role=separator][aria-orientation=horizontal]'));
  await page.keyboard.type('ence');
  expect(await note.inputValue()).toBe('Half a sentence');
  expect(complaints).toEqual([]);
});

test('every fixture becomes a row, live, and none makes the page complain', async () => {
  const { page, url, complaints } = await startApp();
  for (const fixture of fixtures) {
    await send(url, {
      method: fixture.method,
      target: targetOf(fixture),
      headers: fixture.headers,
      body: bodyOf(fixture),
    });
  }
  await visible(page.getByRole('grid').and(page.locator(`[aria-rowcount="${fixtures.length + 1}"]`)));
  for (let step = 0; step < fixtures.length; step += 1) await page.keyboard.press(step === 0 ? 'Home' : 'j');
  expect(complaints).toEqual([]);
});

test('keeps everything in its data folder', async () => {
  const home = temporaryFolder();
  const { page, url } = await startApp({
    env: { HOME: home, XDG_CONFIG_HOME: `${home}/config`, XDG_CACHE_HOME: `${home}/cache` },
  });
  await send(url, INBOUND);
  await visible(page.getByRole('row', { name: /Hello from outside/ }));
  expect(readdirSync(home, { recursive: true }).filter((name) => String(name).includes('nspector'))).toEqual([]);
});
