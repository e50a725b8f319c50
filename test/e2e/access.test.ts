import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { send } from '../support/http.ts';
import { visible } from '../support/window.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All but the guards around an open popup: they are hidden and focusable on purpose, and pass the focus on. */
const PAGE = `{ exclude: [['[data-base-ui-focus-guard]']] }`;

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { html: string }[];
  }[];
}

test.each(['dark', 'light'] as const)(
  'axe finds nothing serious in the %s theme: empty, full, and filtered',
  async (theme) => {
    const { page, url, electron } = await startApp();
    await page.evaluate(async (wanted) => window.inspector.invoke('settings:set', { theme: wanted }), theme);
    const inspect = async (): Promise<string[]> => {
      // While a dialog fades in, its colours are not the ones that stay.
      await page.evaluate(async () => {
        const fading = document.querySelector('[role=dialog]')?.getAnimations() ?? [];
        await Promise.all(fading.map(({ finished }) => finished));
      });
      // Through the debugger, because the page's own policy lets no script in.
      const results = (await page.evaluate(`${AXE}; axe.run(${PAGE}, { resultTypes: ['violations'] })`)) as AxeResults;
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

    await page.keyboard.press('Control+f');
    await page.keyboard.type('kind:status st');
    await page.keyboard.press('ArrowDown');
    await visible(page.getByRole('option', { name: /^status:/ }));
    expect(await inspect()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.type('x sig:perhaps');
    await visible(page.getByText('There is no sig:perhaps.'));
    expect(await inspect()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save filter' }).click();
    await visible(page.getByRole('textbox', { name: 'Name of the filter' }));
    expect(await inspect()).toEqual([]);
    await page.keyboard.type('Mine');
    await page.keyboard.press('Enter');
    await visible(page.getByRole('navigation').getByText('Mine'));
    expect(await inspect()).toEqual([]);
    await page.keyboard.press('Control+2');
    await page.getByRole('row', { name: /rejected/ }).click();
    await visible(page.getByRole('heading', { name: 'Timeline' }));
    expect(await inspect()).toEqual([]);
    await page.getByRole('button', { name: 'Calls' }).click();
    await visible(page.getByText('No calls yet'));
    expect(await inspect()).toEqual([]);
    await page.keyboard.press('Control+3');
    await visible(page.getByRole('textbox', { name: 'Body' }));
    await page.keyboard.press('Control+Enter');
    await visible(page.getByText('1 of 1 sent'));
    expect(await inspect()).toEqual([]);
    await page.getByRole('button', { name: 'Scenario' }).click();
    await page.getByRole('option').first().click();
    await visible(page.getByRole('combobox', { name: 'Channel' }));
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

    await page.keyboard.press('Control+6');
    await page.getByRole('button', { name: 'Add an account' }).click();
    await page.getByRole('button', { name: /^SMS and applications/ }).click();
    await visible(page.getByRole('switch').first());
    expect(await inspect()).toEqual([]);

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

    await page.keyboard.press('Control+k');
    await visible(page.getByRole('option', { name: /^Delete 2/ }));
    expect(await inspect()).toEqual([]);
    await page.keyboard.type('no such command');
    await visible(page.getByText(/^Nothing that can be done now/));
    expect(await inspect()).toEqual([]);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('doctor');
    await page.keyboard.press('Enter');
    await visible(page.getByRole('heading', { name: 'Setup' }));
    expect(await inspect()).toEqual([]);

    await page.getByRole('button', { name: 'No rules on' }).click();
    await page.getByRole('button', { name: 'Next 3 statuses: 503' }).click();
    expect(await inspect()).toEqual([]);
    await page.getByRole('button', { name: 'Add and switch on' }).click();
    await visible(page.getByText('“Next 3 statuses: 503” is on.'));
    await page.getByRole('button', { name: 'Change Next 3 statuses: 503' }).click();
    await page.getByRole('combobox', { name: 'Webhooks that match' }).fill('kind:status took:>2s');
    await page.getByRole('textbox', { name: 'Body' }).fill('{{form}}');
    await visible(page.getByText(/^How long an answer takes/));
    expect(await inspect()).toEqual([]);
    await send(url, { target: '/webhooks/message-status', body: '{"message_uuid":"c","status":"delivered"}' });
    await page.keyboard.press('Control+1');
    await page.getByRole('row', { name: /503/ }).click();
    await page.getByRole('table').first().waitFor();
    expect(await inspect()).toEqual([]);
    expect(electron.windows()).toHaveLength(1);
  },
);

test('what comes into sight far down a page does not move the whole window', async () => {
  const { page } = await startApp();
  await page.keyboard.press('Control+6');
  await page.getByRole('heading', { name: 'Settings', exact: true }).evaluate((heading) => {
    const far = document.createElement('button');
    // As what is there for screen readers only; where nothing on the way holds it, it makes the window longer.
    const unseen = document.createElement('span');
    Object.assign(unseen.style, { position: 'absolute', width: '1px', height: '1px' });
    const between = document.createElement('div');
    between.style.height = '3000px';
    far.append(unseen);
    heading.parentElement?.append(between, far);
    far.scrollIntoView();
  });
  expect(await page.evaluate(() => document.querySelector('#root')?.getBoundingClientRect().top)).toBe(0);
});
