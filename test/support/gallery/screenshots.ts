import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { chromium, type Browser, type Page } from 'playwright-core';

import type { FakeBridge } from '../fake-bridge.ts';
import type { aSample } from '../samples.ts';
import { signatureScenes } from '../signature-scenes.ts';
import { openGallery, type Gallery } from './gallery.ts';

/**
 * For the eye: `node test/support/gallery/screenshots.ts [folder] [scene]` takes the window in its states, both themes and two
 * sizes, from the built page under its real CSP, in the Chromium of `CHROMIUM_PATH`.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, '../../../.cache/gallery/shots');
/** Only the scenes whose name has this in it. */
const only = process.argv[3] ?? '';
const SIZES = [
  { width: 1_280, height: 800 },
  { width: 900, height: 600 },
];

interface Scene {
  readonly name: string;
  readonly query: string;
  readonly play?: (page: Page) => Promise<void>;
}

const openNewest = (page: Page): Promise<void> => page.locator('[role=row][data-id]').last().click();

const writeFilter = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.press('Control+f');
  await page.keyboard.type(text);
};
const openSimulate = (page: Page): Promise<void> => page.keyboard.press('Control+3');
const openDeliveries = (page: Page): Promise<void> => page.keyboard.press('Control+4');

const openRules = (page: Page): Promise<void> => page.getByRole('button', { name: /rules? on$/ }).click();

const openMessages = (page: Page): Promise<void> => page.keyboard.press('Control+2');

interface GalleryWindow {
  readonly fakeBridge: FakeBridge;
  readonly aSample: typeof aSample;
}

async function openAccounts(page: Page): Promise<void> {
  await page.keyboard.press('Control+6');
  const accounts = page.getByRole('region', { name: 'Accounts' });
  await accounts.waitFor();
  await accounts.evaluate((element) => element.scrollIntoView({ block: 'start' }));
}
const openAddresses = (page: Page): Promise<void> => page.getByRole('button', { name: 'All addresses' }).click();

async function previewSwitch(page: Page): Promise<void> {
  await page.keyboard.press('Control+5');
  await page.getByLabel('Application', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('table').waitFor();
}

const SCENES: readonly Scene[] = [
  { name: 'empty', query: '?count=0' },
  { name: 'empty-working', query: '?count=0&deliveries&tunnel=online' },
  { name: 'messages-empty', query: '?count=0', play: openMessages },
  { name: 'messages', query: '?messages', play: openMessages },
  ...Object.entries({ charged: /charged/, late: /out of order/, parts: /part missing/ }).map(([name, words]) => ({
    name: `message-${name}`,
    query: '?messages',
    play: async (page: Page) => {
      await openMessages(page);
      await page.getByRole('row', { name: words }).last().click();
    },
  })),
  { name: 'list', query: '?count=2400' },
  {
    name: 'sorted',
    query: '?count=2400&rate=3',
    play: async (page) => {
      const answer = page.getByRole('columnheader', { name: 'Answer' }).getByRole('button');
      await answer.click();
      await answer.click();
      await page.getByRole('button', { name: /sort again/ }).waitFor();
    },
  },
  { name: 'detail', query: '?count=300&hostile', play: openNewest },
  {
    name: 'findings',
    query: '?count=300&hostile',
    play: async (page) => {
      await page.locator('[role=row][data-id]').filter({ hasText: 'rejected' }).last().click();
      await page.getByRole('button', { name: /discount/ }).click();
      await page
        .getByRole('treeitem', { name: /status/ })
        .locator('span', { hasText: 'rejected' })
        .last()
        .hover();
    },
  },
  ...['Pretty', 'Raw', 'Hex'].map((tab) => ({
    name: tab.toLowerCase(),
    query: '?count=300',
    play: async (page: Page) => {
      await openNewest(page);
      await page.getByRole('tab', { name: tab }).click();
    },
  })),
  {
    name: 'rules-answer',
    query: '?count=300&rules',
    play: async (page) => {
      await openNewest(page);
      await page
        .getByRole('table')
        .last()
        .evaluate((table) => table.scrollIntoView({ block: 'end' }));
    },
  },
  { name: 'rules-none', query: '?count=300', play: openRules },
  { name: 'rules', query: '?count=300&rules', play: openRules },
  {
    name: 'rules-form',
    query: '?count=300&rules',
    play: async (page) => {
      await openNewest(page);
      await page.getByRole('button', { name: 'Answer differently…' }).click();
      await page
        .getByRole('textbox', { name: 'Body' })
        .fill('{"to": "{{from}}", "id": "{{payload.message_uuid}}", "of": "{{form}}"}');
      await page.getByRole('combobox', { name: 'Webhooks that match' }).fill('kind:status is:starred');
    },
  },
  { name: 'simulate', query: '?count=0', play: openSimulate },
  {
    name: 'simulate-sent',
    query: '?count=300&accounts',
    play: async (page) => {
      await openSimulate(page);
      await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('whatsapp rejected');
      await page.getByRole('option').first().click();
      await page.getByRole('textbox', { name: 'Times' }).fill('12');
      await page.keyboard.press('Control+Enter');
    },
  },
  {
    name: 'simulate-delivery',
    query: '?count=300&deliveries',
    play: async (page) => {
      await openSimulate(page);
      await page.getByRole('option').first().click();
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByRole('button', { name: /^Delivery \d/ }).click();
      await page.getByRole('button', { name: /^What was sent/ }).click();
    },
  },
  {
    name: 'simulate-deliveries',
    query: '?count=300&deliveries',
    play: async (page) => {
      await openSimulate(page);
      await page.getByRole('option').first().click();
      await page.getByRole('textbox', { name: 'Times' }).fill('3');
      await page.keyboard.press('Control+Enter');
    },
  },
  {
    name: 'simulate-scenario',
    query: '?count=300&accounts',
    play: async (page) => {
      await openSimulate(page);
      await page.getByRole('button', { name: 'Scenario' }).click();
      await page.getByRole('option').first().click();
      await page.getByRole('checkbox', { name: 'Send one twice' }).check();
      await page.getByRole('combobox', { name: 'Send to' }).selectOption('An address');
      await page.keyboard.press('Control+Enter');
    },
  },
  { name: 'setup', query: '?count=30&accounts&tunnel=online&switch=off', play: previewSwitch },
  { name: 'setup-none', query: '?count=30', play: (page) => page.keyboard.press('Control+5') },
  { name: 'setup-secret', query: '?count=30&accounts', play: (page) => page.keyboard.press('Control+5') },
  {
    name: 'setup-on',
    query: '?count=30&accounts&tunnel=online&switch',
    play: (page) => page.keyboard.press('Control+5'),
  },
  {
    name: 'setup-conflict',
    query: '?count=30&accounts&tunnel=online&switch=conflict',
    play: (page) => page.keyboard.press('Control+5'),
  },
  {
    name: 'setup-good',
    query: '?count=30&accounts&tunnel=online&setup',
    play: (page) => page.keyboard.press('Control+5'),
  },
  {
    name: 'setup-bad',
    query: '?count=30&accounts&tunnel=reconnecting&switch&setup=bad',
    play: (page) => page.keyboard.press('Control+5'),
  },
  {
    name: 'setup-moved',
    query: '?count=30&accounts&tunnel=online&switch&moved',
    play: (page) => page.getByRole('button', { name: 'Point Vonage at the new address' }).click(),
  },
  {
    name: 'settings-online',
    query: '?count=300&tunnel=online&setup',
    play: async (page) => {
      await page.keyboard.press('Control+6');
      await page.getByRole('region', { name: 'Online' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'settings', query: '?count=300', play: (page) => page.keyboard.press('Control+6') },
  ...signatureScenes().map(({ name, request, explanation }) => ({
    name: `signature-${name}`,
    query: '?count=300',
    play: async (page: Page) => {
      await page.evaluate(
        ([wanted, explained]) => {
          const { fakeBridge, aSample } = window as unknown as GalleryWindow;
          fakeBridge.explanations.set(fakeBridge.receive(aSample(wanted)), explained);
        },
        [request, explanation] as const,
      );
      await page.waitForTimeout(300);
      await openNewest(page);
      await page.getByRole('region', { name: 'Signature' }).scrollIntoViewIfNeeded();
    },
  })),
  {
    name: 'paste',
    query: '?count=300',
    play: async (page) => {
      const explanation = signatureScenes().find(({ name }) => name === 're-encoded')?.explanation;
      await page.evaluate((explained) => {
        if (explained) (window as unknown as GalleryWindow).fakeBridge.explanations.set('curl', explained);
      }, explanation);
      await page.keyboard.press('v');
      await page.keyboard.type('curl');
      await page.keyboard.press('Control+Enter');
    },
  },
  { name: 'accounts', query: '?count=300&accounts', play: openAccounts },
  {
    name: 'new-account',
    query: '?count=300&accounts=none',
    play: async (page) => {
      await openAccounts(page);
      await page.getByRole('button', { name: 'Add an account' }).click();
    },
  },
  {
    name: 'go-online',
    query: '?count=300',
    play: (page) => page.getByRole('button', { name: 'Go online' }).click(),
  },
  { name: 'online', query: '?count=300&tunnel=online&setup', play: openAddresses },
  { name: 'reconnecting', query: '?count=300&tunnel=reconnecting' },
  { name: 'not-online', query: '?count=300&tunnel=refused' },
  {
    name: 'keep',
    query: '?count=300&upkeep',
    play: async (page) => {
      await page.keyboard.press('Control+6');
      await page.getByRole('button', { name: 'Check' }).click();
      await page.getByRole('heading', { name: 'Keep' }).scrollIntoViewIfNeeded();
      await page.getByRole('button', { name: 'Rebuild' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'deliveries-empty', query: '?count=0', play: openDeliveries },
  { name: 'deliveries', query: '?count=300&deliveries', play: openDeliveries },
  {
    name: 'deliveries-latest',
    query: '?count=300&deliveries',
    play: async (page) => {
      await openDeliveries(page);
      await page.getByRole('region', { name: 'Latest deliveries' }).evaluate((element) => element.scrollIntoView());
    },
  },
  {
    name: 'deliveries-run',
    query: '?count=300&deliveries',
    play: async (page) => {
      await openDeliveries(page);
      await page.getByRole('group', { name: 'Run 2' }).getByRole('button', { name: 'Deliveries' }).click();
      const run = page.getByRole('region', { name: 'Deliveries of run 2' });
      await run
        .getByRole('button', { name: /503 Webhook/ })
        .first()
        .click();
      await run.evaluate((element) => element.scrollIntoView());
    },
  },
  {
    name: 'target-form',
    query: '?count=300&deliveries',
    play: async (page) => {
      await openDeliveries(page);
      await page.getByRole('button', { name: 'Change chat backend' }).click();
    },
  },
  {
    name: 'forward',
    query: '?count=300',
    play: (page) => page.getByRole('button', { name: 'Forward to my app' }).click(),
  },
  {
    name: 'forward-targets',
    query: '?count=300&deliveries',
    play: (page) => page.getByRole('button', { name: /Forwarding to/ }).click(),
  },
  {
    name: 'deliveries-card',
    query: '?count=300&deliveries',
    play: async (page) => {
      await openNewest(page);
      const card = page.getByRole('region', { name: 'Deliveries' });
      await card.scrollIntoViewIfNeeded();
      await card.getByRole('listitem').first().getByRole('button').first().click();
      await card.evaluate((element) => element.scrollIntoView());
    },
  },
  {
    name: 'edit-replay',
    query: '?count=300&deliveries',
    play: async (page) => {
      await openNewest(page);
      await page.keyboard.press('Shift+R');
      await page.getByRole('textbox', { name: 'Body' }).press('Control+End');
      await page.keyboard.type(' ');
      await page.keyboard.press('Control+Enter');
    },
  },
  {
    name: 'edit-broken',
    query: '?count=300&deliveries',
    play: async (page) => {
      await openNewest(page);
      await page.keyboard.press('Shift+R');
      await page.getByRole('button', { name: 'Indent' }).click();
      await page.getByRole('textbox', { name: 'Body' }).press('Control+End');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.type(', tru');
      await page.keyboard.press('Control+f');
      await page.keyboard.type('message');
      await page.getByRole('button', { name: 'Go there' }).waitFor();
    },
  },
  {
    name: 'bulk',
    query: '?count=300&deliveries',
    play: async (page) => {
      await openNewest(page);
      await page.keyboard.press('Control+a');
      await page.keyboard.press('r');
    },
  },
  {
    name: 'selection',
    query: '?count=300&deliveries',
    play: async (page) => {
      await openNewest(page);
      await page.keyboard.press('Control+a');
    },
  },
  {
    name: 'filter',
    query: '?count=300',
    play: (page) => writeFilter(page, 'kind:status channel:whatsapp -status:read st'),
  },
  {
    name: 'filter-save',
    query: '?count=300',
    play: async (page) => {
      await writeFilter(page, 'channel:whatsapp status:rejected\n');
      await page.getByRole('button', { name: 'Save filter' }).click();
      await page.getByRole('navigation').getByText('WhatsApp failures').hover();
    },
  },
  {
    name: 'filter-contains',
    query: '?count=300&slow',
    play: async (page) => {
      await writeFilter(page, 'contains:message\n');
      await page.getByRole('progressbar').waitFor();
    },
  },
  {
    name: 'limit',
    query: '?count=300',
    play: async (page) => {
      await page.evaluate(() => Object.assign((window as unknown as GalleryWindow).fakeBridge, { beyond: 12_345 }));
      await page.keyboard.press('Control+6');
      await page.getByLabel('Age limit in days').fill('7');
      await page.keyboard.press('Enter');
      await page.getByRole('alertdialog').waitFor();
    },
  },
  { name: 'note', query: '?count=300&notes', play: openNewest },
  {
    name: 'note-write',
    query: '?count=300&notes',
    play: async (page) => {
      await openNewest(page);
      await page.keyboard.press('n');
      await page.keyboard.type('\nClosed.');
    },
  },
  {
    name: 'note-menu',
    query: '?count=300&notes',
    play: async (page) => {
      await page.locator('[role=row][data-id]').nth(-2).click({ button: 'right' });
      await page.getByRole('menuitem', { name: /Add note/ }).click();
      await page.keyboard.type('from the menu');
    },
  },
  {
    name: 'palette',
    query: '?count=300&deliveries',
    play: async (page) => {
      await openNewest(page);
      await page.keyboard.press('Control+k');
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'palette-found',
    query: '?count=300&tunnel=online&setup',
    play: async (page) => {
      await openNewest(page);
      // A pointer that only rests marks nothing.
      await page.mouse.move(450, 250);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('in');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
    },
  },
  {
    name: 'palette-used',
    query: '?count=300&rules',
    play: async (page) => {
      for (const search of ['compact', 'copy status', 'go online']) {
        await page.keyboard.press('Control+k');
        await page.keyboard.type(`${search}\n`);
      }
      await page.keyboard.press('Control+k');
      await page.keyboard.press('End');
      await page.keyboard.press('Home');
    },
  },
  {
    name: 'palette-none',
    query: '?count=0',
    play: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('replay to the moon');
    },
  },
  { name: 'filter-error', query: '?count=300', play: (page) => writeFilter(page, 'kind:status order sig:perhaps') },
  {
    name: 'no-match',
    query: '?count=300',
    play: (page) => writeFilter(page, 'kind:status nosuchtext\n'),
  },
];

const gallery = await openGallery();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
mkdirSync(folder, { recursive: true });
try {
  for (const scene of SCENES.filter(({ name }) => name.includes(only))) {
    for (const colorScheme of ['dark', 'light'] as const) {
      for (const viewport of SIZES) await shoot(browser, gallery, scene, { colorScheme, viewport });
    }
  }
} finally {
  await browser.close();
  gallery.close();
}

type Look = Pick<NonNullable<Parameters<Browser['newPage']>[0]>, 'colorScheme' | 'viewport'>;

async function shoot(from: Browser, { url, bridgeScript }: Gallery, scene: Scene, look: Look): Promise<void> {
  const page = await from.newPage(look);
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`${scene.name}: ${message.text()}`);
  });
  await page.addInitScript(bridgeScript);
  await page.goto(url + scene.query);
  await page.waitForTimeout(500);
  await scene.play?.(page);
  await page.waitForTimeout(600);
  const file = join(folder, `${scene.name}-${look.colorScheme}-${look.viewport?.width}.png`);
  await page.screenshot({ path: file });
  await page.close();
  console.log(file);
}
