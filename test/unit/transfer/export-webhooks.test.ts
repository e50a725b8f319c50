import { describe, expect, test } from 'vitest';

import { chooseDataFolder } from '../../../main/data-folder.ts';
import { openIndexDatabase } from '../../../main/projection/index-database.ts';
import { Projector } from '../../../main/projection/projector.ts';
import { openAppDatabase } from '../../../main/store/app-database.ts';
import { NoteStore } from '../../../main/store/note-store.ts';
import { StarStore } from '../../../main/store/star-store.ts';
import { exportWebhooks, openRecord as openReader } from '../../../main/transfer/export-webhooks.ts';
import { EVERYTHING } from '../../../shared/filter/filter.ts';
import { readFilter } from '../../../shared/filter/parse-filter.ts';
import { anArrival } from '../../support/arrivals.ts';
import { closing, openRecord } from '../../support/databases.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { inbound, status } from '../../support/webhooks.ts';

const NOW = Date.UTC(2025, 0, 15, 12);

function history() {
  const folder = chooseDataFolder(temporaryFolder(), {}, process.platform);
  const record = openRecord(folder.capture);
  const exported = (filter = ''): number[] =>
    Array.from(exportWebhooks(folder, readFilter(filter), NOW), ({ request }) => request.id);
  return { folder, record, exported };
}

describe('a page of the record', () => {
  test('ends where its reader says, and the pages together have everything once', () => {
    const { folder, record } = history();
    record.append(...Array.from({ length: 1_203 }, () => status()));
    const reader = openReader(folder);
    const sizes: number[] = [];
    const seen: number[] = [];
    for (let page = reader.page(0, 1_200); page.length > 0; page = reader.page(seen.at(-1) ?? 0, 1_200)) {
      sizes.push(page.length);
      seen.push(...page.map(({ request }) => request.id));
    }
    reader.close();
    expect(sizes).toEqual([500, 500, 200]);
    expect(seen).toEqual(Array.from({ length: 1_200 }, (_, index) => index + 1));
  });

  test('holds few large bodies, so that memory stays flat', () => {
    const { folder, record } = history();
    const large = anArrival({ body: Buffer.alloc(10 * 1_024 * 1_024) });
    record.append(large, large, large, large, large, large);
    const reader = openReader(folder);
    expect(reader.page(0, 6).map(({ request }) => request.id)).toEqual([1, 2, 3, 4]);
    reader.close();
  });

  test('says the verdict of the index where that has seen the webhook', () => {
    const { folder, record } = history();
    const index = closing(openIndexDatabase(folder.index));
    const projector = new Projector(record.db, index);
    record.append(status());
    while (!projector.step().idle);
    index.exec(`UPDATE webhooks SET verdict = 'verified', reason = NULL`);
    record.append(status());
    const reader = openReader(folder);
    expect(reader.page(0, 2).map(({ judged }) => judged)).toEqual([{ verdict: 'verified', reason: null }, null]);
    reader.close();
  });
});

test('an export has the webhooks with all words of its filter, also before there is an index', () => {
  const { record, exported } = history();
  record.append(inbound({ text: 'Grüße aus Köln' }), inbound({ text: 'hello' }), status());
  expect(exported()).toEqual([1, 2, 3]);
  expect(exported('grusse koln')).toEqual([]);
  expect(exported('grüße KOLN')).toEqual([1]);
  expect(exported('whatsapp')).toEqual([1, 2]);
  expect(exported('not(kind:inbound)')).toEqual([3]);
  expect(exported('kind:inbound contains:"Grüße aus"')).toEqual([1]);
  expect(exported('after:-3h')).toEqual([1, 2, 3]);
  expect(exported('after:-2h')).toEqual([]);
});

test('an export knows stars, verdicts and repetitions, as the list does', () => {
  const { folder, record, exported } = history();
  const stars = new StarStore(closing(openAppDatabase(folder.app)), () => 0);
  const index = closing(openIndexDatabase(folder.index));
  record.append(status(), status(), status({ message_uuid: 'b', status: 'read' }));
  const projector = new Projector(record.db, index);
  while (!projector.step().idle);
  stars.set([3], true);
  index.exec(`UPDATE webhooks SET verdict = 'verified' WHERE id = 2`);
  expect(exported('is:duplicate')).toEqual([2]);
  expect(exported('is:starred')).toEqual([3]);
  expect(exported('sig:verified')).toEqual([2]);
  expect(exported('sig:unsigned')).toEqual([1, 3]);
});

test('an export has notes and finds their words, also where an older app wrote the folder', () => {
  const { folder, record, exported } = history();
  record.append(inbound(), status());
  const app = closing(openAppDatabase(folder.app));
  new NoteStore(app, () => 0).set(2, 'Refund, ask Ana');
  expect(exported('refund')).toEqual([2]);
  expect(exported('has:note')).toEqual([2]);
  expect([...exportWebhooks(folder, EVERYTHING, NOW)].map(({ marks }) => marks.note)).toEqual([
    null,
    'Refund, ask Ana',
  ]);
  app.exec('DROP TABLE notes');
  expect(exported('has:note')).toEqual([]);
  expect(exported()).toEqual([1, 2]);
});

test('a filter that cannot be read is refused with its place', () => {
  const { exported } = history();
  expect(() => exported('kind:status kind:satus')).toThrow(
    'The filter can’t be read at character 18: There is no kind:satus. Is it kind:status?',
  );
});

test('an export that is not read to its end lets go of the files', () => {
  const { folder, record } = history();
  record.append(inbound(), status());
  for (const { request } of exportWebhooks(folder, EVERYTHING, NOW)) {
    expect(request.id).toBe(1);
    break;
  }
  record.db.pragma('journal_mode = DELETE');
  expect(record.db.pragma('journal_mode', { simple: true })).toBe('delete');
});

test('a folder without a record says so', () => {
  const folder = chooseDataFolder(temporaryFolder(), {}, process.platform);
  expect(() => openReader(folder)).toThrow(
    expect.objectContaining({ code: 'no-data', message: `There is no webhook history in ${folder.path}.` }),
  );
});
