import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { signJwt } from '../../main/signature/sign-jwt.ts';
import { startApp } from '../support/app.ts';
import { send } from '../support/http.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { visible } from '../support/window.ts';

const SECRET = 'e2e-signature-secret-that-is-in-no-file-0001';
const SIGNER = { secret: SECRET, apiKey: 'a1b2c3d4', applicationId: '3f6d2b1c-8e47-4a59-9d30-5b7c1e0f2a68' };

const bodyOf = (text: string): string =>
  JSON.stringify({ message_uuid: text, channel: 'whatsapp', from: '447700900001', message_type: 'text', text });

/** Signed as Vonage does over `signed`, and sent with the body that is given. */
function request(signed: string, body: string) {
  const token = signJwt(Buffer.from(signed), SIGNER, Math.floor(Date.now() / 1_000));
  return {
    target: '/webhooks/inbound-message',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  };
}

const card = (page: Page) => page.getByRole('region', { name: 'Signature' });

test('a webhook without a secret becomes verified by adding it, and a changed body is named', async () => {
  const data = temporaryFolder();
  const app = await startApp({ data });
  const { page, url, complaints } = app;
  await send(url, request(bodyOf('first'), bodyOf('first')));
  const first = page.getByRole('row', { name: /first/ });
  await first.click();
  await page.keyboard.press('Enter');
  await visible(card(page).getByText('No secret is stored for the API key “a1b2c3d4”.'));

  await card(page).getByRole('button', { name: 'Add the secret' }).click();
  await visible(page.getByRole('form', { name: 'New account' }));
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('password');
  await page.keyboard.type(SECRET);
  await page.keyboard.press('Enter');
  await visible(page.getByRole('list', { name: 'Secrets of Account a1b2c3d4' }));
  expect(await page.content()).not.toContain(SECRET);
  // Sealed on disk, in this environment without a keychain too.
  await page.getByRole('radio', { name: /A file that only you can read/ }).check();
  await visible(page.getByText('signed webhooks, kept in a file'));

  await page.keyboard.press('Control+1');
  await visible(card(page).getByText('Verified', { exact: true }).first());
  await visible(card(page).getByText(/and the body was not changed/));

  await send(url, request(bodyOf('second'), JSON.stringify(JSON.parse(bodyOf('second')), null, 2)));
  await page.getByRole('navigation').getByText('Problems').click();
  await page.getByRole('row', { name: /second/ }).click();
  await visible(card(page).getByText('Failed: the body was changed after it was signed'));
  await visible(card(page).getByText(/pretty-printed: it came with 2 spaces a level/));
  await visible(card(page).getByText('The bodies part at line 1, column 2 (byte 2)'));
  expect(complaints).toEqual([]);

  await app.close();
  expect(filesWith(data, 'Account a1b2c3d4')).not.toEqual([]);
  expect(filesWith(data, SECRET)).toEqual([]);
});

test('the paste box explains a cURL command, and says what it can’t read', async () => {
  const { page, complaints } = await startApp();
  await page.getByRole('button', { name: 'Appearance' }).waitFor();
  await page.keyboard.press('v');
  const dialog = page.getByRole('dialog', { name: 'Check a pasted webhook' });
  const field = dialog.getByRole('textbox');
  const { headers, body } = request(bodyOf('x'), bodyOf('x'));
  await field.fill(`curl -H 'Authorization: ${headers.authorization}' --data-raw '${body}' http://localhost/`);
  await page.keyboard.press('Control+Enter');
  await visible(dialog.getByText('No secret is stored for the API key “a1b2c3d4”.'));

  await field.fill('Authorization: x\nthis is no header\n\n{}');
  await dialog.getByRole('button', { name: 'Check' }).click();
  await visible(dialog.getByRole('alert').getByText('Line 2 is no header'));
  expect(complaints).toEqual([]);
});

/** Every file below, whatever its name, that has the text in it. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}
