import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { launchApp } from '../support/launch-app.ts';
import { bodyOf, fixtures, targetOf } from '../support/fixtures.ts';
import { send } from '../support/http.ts';
import { listRows } from '../support/window.ts';

/** `npm run pictures`: takes the pictures of the documents from the running app. Needs what `npm test` sets up. */

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const SIZE = { width: 1_280, height: 800 };
const SHOWN = /^messages-v1-(inbound-(sms|whatsapp|mms)|status)|^sms-dlr|^voice-event-(answered|completed)/;

const data = mkdtempSync(join(tmpdir(), 'webhook-inspector-pictures-'));
const { page, url, electron } = await launchApp({ data, size: SIZE });
for (const fixture of fixtures.filter(({ name }) => SHOWN.test(name))) {
  await send(url, {
    method: fixture.method,
    target: targetOf(fixture),
    headers: fixture.headers,
    body: bodyOf(fixture),
  });
}
await listRows(page).filter({ hasText: '1340' }).first().waitFor();
await listRows(page).filter({ hasText: 'rejected' }).first().click();
await page.keyboard.press('Enter');
await page.getByRole('heading', { name: 'Answer' }).waitFor();
for (const theme of ['dark', 'light'] as const) {
  await page.evaluate((wanted) => window.inspector.invoke('settings:set', { theme: wanted }), theme);
  await page.locator(`html[data-theme="${theme}"]`).waitFor();
  await page.screenshot({ path: join(FOLDER, `window-${theme}.png`) });
}
await electron.close();
rmSync(data, { recursive: true, force: true });
