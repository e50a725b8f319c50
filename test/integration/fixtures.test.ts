import { expect, test } from 'vitest';

import { exportWebhooks } from '../../main/transfer/export-webhooks.ts';
import { toExportRecord } from '../../main/transfer/export-record.ts';
import { chooseDataFolder } from '../../main/data-folder.ts';
import { findKind } from '../../shared/vonage/kinds.ts';
import { RECEIVER_PATHS } from '../../shared/vonage/paths.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import type { Fixture } from '../support/fixtures.ts';
import { bodyOf, fixtures, targetOf } from '../support/fixtures.ts';
import { EVERYTHING } from '../../shared/filter/filter.ts';
import { send } from '../support/http.ts';

/** The first fixed path that is not for this kind; on it the webhook is misrouted. */
function wrongPathOf({ api, kind }: Fixture): string {
  const { paths } = findKind(api, kind);
  return [...RECEIVER_PATHS.keys()].find((path) => !paths.includes(path)) ?? '';
}

/** An unknown payload and a check of the URL belong nowhere, so they are never in the wrong place. */
function misroutedOn(path: string, { api, kind }: Fixture): string | null {
  return findKind(api, kind).paths.length === 0 ? null : (RECEIVER_PATHS.get(path) ?? null);
}

/** Posts every sample to a path, one after the other. */
async function postAll({ url, indexed }: TestCore, pathOf: (fixture: Fixture) => string): Promise<void> {
  for (const fixture of fixtures) {
    const { method, headers } = fixture;
    await send(url, { method, headers, target: targetOf(fixture, pathOf(fixture)), body: bodyOf(fixture) });
  }
  await indexed(fixtures.length);
}

const ways: [string, (fixture: Fixture) => string, (fixture: Fixture) => string | null][] = [
  ['its own path', ({ path }) => path, () => null],
  ['a path of the person', () => '/some/other/path', () => null],
  ['the path of another kind', wrongPathOf, (fixture) => misroutedOn(wrongPathOf(fixture), fixture)],
];

test('there are samples of every kind, and for each a wrong path', () => {
  expect(fixtures.length).toBeGreaterThan(140);
  for (const fixture of fixtures) expect(RECEIVER_PATHS.has(wrongPathOf(fixture))).toBe(true);
  expect(fixtures.filter((fixture) => misroutedOn(wrongPathOf(fixture), fixture) === null).length).toBeLessThan(5);
});

test.each(ways)('every sample on %s is what it is, in lists and exports', async (_name, pathOf, misroutedTo) => {
  const running = await startCore();
  await postAll(running, pathOf);
  const expected = fixtures.map((fixture) => ({
    name: fixture.name,
    api: fixture.api,
    kind: fixture.kind,
    channel: fixture.channel,
    misroutedTo: misroutedTo(fixture),
  }));
  const { ids } = await running.core.reader.call('ids', { view: 'all', filter: '', after: 0 });
  const rows = await running.core.reader.call('rows', Array.from(ids));
  const listed = rows.map(({ api, kind, channel, misroutedTo }, index) => ({
    name: fixtures[index]?.name,
    api,
    kind,
    channel,
    misroutedTo,
  }));
  expect(listed).toEqual(expected);

  const folder = chooseDataFolder(running.folder, {}, process.platform);
  const exported = Array.from(exportWebhooks(folder, EVERYTHING, 0), ({ request, judged }) =>
    toExportRecord(request, judged),
  );
  expect(exported.map(({ api, kind, channel, misroutedTo }) => ({ api, kind, channel, misroutedTo }))).toEqual(
    expected.map(({ api, kind, channel, misroutedTo }) => ({ api, kind, channel, misroutedTo })),
  );
  expect(exported.map(({ bodyBase64 }) => bodyBase64)).toEqual(
    fixtures.map((fixture) => bodyOf(fixture).toString('base64')),
  );
});

/** By a token, or by a `sig` in whatever form. */
function isSigned({ headers, body, query }: Fixture): boolean {
  const text = typeof body === 'string' ? `?${body}` : JSON.stringify(body);
  return 'authorization' in headers || query?.['sig'] !== undefined || /[?&"]sig["=]/.test(text);
}

test('a signed sample is told from one that is not', async () => {
  const running = await startCore();
  await postAll(running, ({ path }) => path);
  const rows = await running.core.reader.call(
    'rows',
    fixtures.map((_, index) => index + 1),
  );
  expect(rows.map(({ verdict }, index) => [fixtures[index]?.name, verdict])).toEqual(
    fixtures.map((fixture) => [fixture.name, isSigned(fixture) ? 'no-secret' : 'unsigned']),
  );
});
