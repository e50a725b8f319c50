import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { send } from '../support/http.ts';
import { visible } from '../support/window.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { html: string }[];
  }[];
}

test.each(['dark', 'light'] as const)('axe finds nothing serious in the %s theme, empty and full', async (theme) => {
  const { page, url, electron } = await startApp();
  await page.evaluate(async (wanted) => window.inspector.invoke('settings:set', { theme: wanted }), theme);
  const inspect = async (): Promise<string[]> => {
    // While a dialog fades in, its colours are not the ones that stay.
    await page.evaluate(async () => {
      const fading = document.querySelector('[role=dialog]')?.getAnimations() ?? [];
      await Promise.all(fading.map(({ finished }) => finished));
    });
    // Through the debugger, because the page's own policy lets no script in.
    const results = (await page.evaluate(`${AXE}; axe.run(document, { resultTypes: ['violations'] })`)) as AxeResults;
    return results.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  };
  expect(await inspect()).toEqual([]);

  await send(url, {
    target: '/webhooks/inbound-message',
    body: '{"message_uuid":"a","channel":"sms","message_type":"text","text":"one"}',
  });
  await send(url, {
    target: '/webhooks/inbound-message',
    body: '{"message_uuid":"b","status":"rejected","error":{"title":"1340"}}',
  });
  await page.getByRole('row', { name: /rejected/ }).click();
  await page.keyboard.press('Enter');
  await visible(page.getByRole('heading', { name: 'Payload' }));
  expect(await inspect()).toEqual([]);

  await page.keyboard.press('Control+2');
  await page.getByRole('row', { name: /rejected/ }).click();
  await visible(page.getByRole('heading', { name: 'Timeline' }));
  expect(await inspect()).toEqual([]);
  await page.getByRole('button', { name: 'Calls' }).click();
  await visible(page.getByText('No calls yet'));
  expect(await inspect()).toEqual([]);

  await page.keyboard.press('Control+1');
  await page
    .getByRole('region', { name: 'Signature' })
    .getByRole('button', { name: /^Steps/ })
    .click();
  await page.keyboard.press('v');
  await page.getByRole('dialog').getByRole('textbox').fill('Authorization: Bearer a.b');
  await page.keyboard.press('Control+Enter');
  await visible(page.getByRole('region', { name: 'Result' }).getByText('Failed: the token can’t be read'));
  expect(await inspect()).toEqual([]);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: 'Add a target' }).click();
  await page.getByRole('button', { name: /^Which webhooks/ }).click();
  expect(await inspect()).toEqual([]);
  await page.getByRole('button', { name: 'Forward to it' }).click();
  await page.getByRole('button', { name: 'Change localhost:3000' }).waitFor();
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Shift+R');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Body' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('region', { name: 'Answers' }).getByText('failed', { exact: true }).first().waitFor();
  expect(await inspect()).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('r');
  await page.getByRole('dialog', { name: /^Replay/ }).waitFor();
  expect(await inspect()).toEqual([]);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'Add an account' }).click();
  await page.getByRole('button', { name: /^SMS and applications/ }).click();
  await visible(page.getByRole('switch').first());
  expect(await inspect()).toEqual([]);
  expect(electron.windows()).toHaveLength(1);
});
