import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { describeWebhook } from '../../../main/domain/describe-webhook.ts';
import { toFilteredWebhook } from '../../../main/domain/filtered-webhook.ts';
import type { Arrival } from '../../../main/capture/capture-log.ts';
import { openIndexDatabase } from '../../../main/projection/index-database.ts';
import { Projector } from '../../../main/projection/projector.ts';
import { Reader } from '../../../main/projection/reader.ts';
import { openAppDatabase } from '../../../main/store/app-database.ts';
import { NoteStore } from '../../../main/store/note-store.ts';
import { StarStore } from '../../../main/store/star-store.ts';
import { openRecord as openExportReader } from '../../../main/transfer/export-webhooks.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { FILTER_LIMITS } from '../../../shared/filter/filter.ts';
import { matchesFilter } from '../../../shared/filter/matches-filter.ts';
import { readFilter } from '../../../shared/filter/parse-filter.ts';
import { printFilter } from '../../../shared/filter/print-filter.ts';
import { anArrival } from '../../support/arrivals.ts';
import { closing, openRecord, temporaryFiles } from '../../support/databases.ts';
import { filtersOf } from '../../support/filters.ts';
import { queryPlans } from '../../support/query-plans.ts';
import { inbound, other, status } from '../../support/webhooks.ts';

const NOW = Date.UTC(2025, 0, 15, 12);

/** Parts of texts, numbers and ids that meet often, with all that SQL, LIKE, FTS5 or JavaScript read in their own way. */
const TEXTS = [
  'a',
  'A',
  'order 12',
  'order',
  '447700900001',
  '447700900002',
  'ACME',
  'acme',
  'é',
  'É',
  '%',
  '_',
  '100%_\\',
  "'; DROP TABLE webhooks; --",
  '"quoted"',
  '\ud800x',
  'x\uffff',
  'x\u{10ffff}y',
  '\ud7ffz',
  'aaaaaaaa-0000-4000-8000-000000000001',
  'AAAAAAAA-0000-4000-8000-000000000001',
  'm1',
  '你好',
  '1320',
  'not(a)',
  '*',
];

const text = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...TEXTS) }, fc.constantFrom('', 'a\0b', '\0', 'A\0'));
const fields = fc.record(
  {
    channel: fc.constantFrom('sms', 'whatsapp', 'WhatsApp'),
    status: fc.constantFrom('delivered', 'rejected', 'read', 'Delivered'),
    from: text,
    to: text,
    text,
    message_uuid: fc.constantFrom('m1', 'M1', 'm2', 'aaaaaaaa-0000-4000-8000-000000000001'),
    timestamp: fc.constantFrom('2025-01-15T09:30:00Z', '2025-01-15T09:29:00Z'),
    error: fc.record({ title: fc.constantFrom('1320', '1330', 'x') }),
  },
  { requiredKeys: [] },
);
const voice = fc
  .record({ uuid: fc.constantFrom('AAAAAAAA-0000-4000-8000-000000000001', 'm1'), from: text, to: text })
  .map((call) =>
    anArrival({
      target: '/webhooks/event',
      body: JSON.stringify({ ...call, status: 'answered', direction: 'inbound' }),
    }),
  );
const arrivals: fc.Arbitrary<Arrival> = fc
  .tuple(
    fc.oneof(fields.map(inbound), fields.map(status), fields.map(other), voice),
    fc.record({
      receivedAt: fc.constantFrom(-7_200_000, -1, 0, 1, -86_400_000).map((ms) => (NOW + ms) * 1_000),
      via: fc.constantFrom('local' as const, 'tunnel' as const, 'simulator' as const),
      outcome: fc.constantFrom('complete' as const, 'complete' as const, 'aborted' as const),
      answer: fc.constantFrom(200, 204, 503).map((code) => ({ status: code, contentType: null, body: '', rule: null })),
      rawHeaders: fc.constantFrom([], ['Authorization', 'Bearer x'], ['X-Note', 'order 12']),
    }),
  )
  .map(([arrival, rest]) => ({ ...arrival, ...rest }));

/** What a person writes: often the very words of webhooks. */
const notes = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 30 }),
    fc.array(text, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
  ),
);

type Notes = readonly (readonly [id: number, text: string])[];

/** A real data folder with these in it, and its webhooks as the record has them. */
function libraryOf(all: readonly Arrival[], starred: readonly number[], written: Notes = []) {
  const files = temporaryFiles();
  const record = openRecord(files.capture);
  const app = closing(openAppDatabase(files.app));
  const index = closing(openIndexDatabase(files.index));
  record.append(...all);
  new StarStore(app, () => 0).set(starred, true);
  const noteStore = new NoteStore(app, () => 0);
  for (const [id, note] of written) noteStore.set(id, note);
  const projector = new Projector(record.db, index);
  while (!projector.step().idle);
  const reader = new Reader(files, () => NOW);
  const folder = { ...files, path: '', lock: '', log: '' } as unknown as Parameters<typeof openExportReader>[0];
  const exporter = openExportReader(folder);
  const webhooks = exporter.page(0, all.length).map(({ request, marks }) => {
    const description = describeWebhook(request);
    return {
      id: request.id,
      webhook: toFilteredWebhook(request, description, marks),
    };
  });
  exporter.close();
  return {
    files,
    list: (filter: string, after = 0) => Array.from(reader.ids({ view: 'all', filter, after }).ids),
    naive: (filter: Filter) =>
      webhooks.filter(({ webhook }) => matchesFilter(filter, webhook, NOW)).map(({ id }) => id),
    remove: (ids: readonly number[]) => {
      record.removals.remove(ids);
      while (!projector.step().idle);
    },
    close: () => reader.close(),
  };
}

test(
  'the index finds what an evaluation of every webhook finds, for any filter and any webhooks',
  { timeout: 120_000 },
  () => {
    const filters = fc.array(filtersOf(TEXTS), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(arrivals, { minLength: 5, maxLength: 30 }),
        fc.array(fc.integer({ min: 1, max: 30 })),
        notes,
        filters,
        (all, stars, written, some) => {
          const { list, naive, close } = libraryOf(all, stars, written);
          for (const filter of some) {
            const written = printFilter(filter);
            if (written.length > FILTER_LIMITS.characters) continue;
            const expected = naive(filter);
            expect(list(written), written).toEqual(expected);
            expect(list(written, 10), written).toEqual(expected.filter((id) => id > 10));
          }
          close();
        },
      ),
      { numRuns: 60 },
    );
  },
);

test('all ids are there with and without a hole, and from where the history begins', () => {
  const { list, remove } = libraryOf(
    Array.from({ length: 5 }, () => status()),
    [],
  );
  expect(list('')).toEqual([1, 2, 3, 4, 5]);
  expect(list('', 2)).toEqual([3, 4, 5]);
  remove([3]);
  expect(list('')).toEqual([1, 2, 4, 5]);
  remove([1, 2]);
  expect(list('')).toEqual([4, 5]);
  remove([4, 5]);
  expect(list('')).toEqual([]);
});

test('signatures are found by verdict and by reason, findings by what is noticed', () => {
  const signed = { ...status(), rawHeaders: ['Authorization', 'Bearer x'] };
  const { list } = libraryOf([status(), signed, inbound({ brand: 'new' }), status()], []);
  expect(list('sig:unsigned')).toEqual([1, 3, 4]);
  expect(list('sig:missing_authorization')).toEqual([1, 3, 4]);
  expect(list('sig:malformed_token')).toEqual([2]);
  expect(list('sig:failed,verified is:problem')).toEqual([2]);
  expect(list('sig:bad_signature,expired')).toEqual([]);
  expect(list('has:findings')).toEqual([3]);
});

test.each(['\ud800', '\udbff', '\udc00', '\udfff', '\ufffd'])('half a surrogate pair is any other: %j', (half) => {
  const { list, naive } = libraryOf([status({ from: '\udfffx' }), status()], []);
  const filter = `from:${half}*`;
  expect(list(filter)).toEqual([1]);
  expect(naive(readFilter(filter))).toEqual([1]);
});

/** Twelve webhooks: three of each of four. */
function twelve(written: Notes = []) {
  const three = [
    inbound({ text: 'order 12' }),
    status({ status: 'rejected', error: { title: '1320' } }),
    other(),
    status(),
  ];
  return libraryOf([...three, ...three, ...three], [2, 3], written);
}

describe('a filter', () => {
  test.each([
    ['kind:status', [2, 4, 6, 8, 10, 12]],
    ['kind:status status:rejected', [2, 6, 10]],
    ['kind:inbound-message', [1, 5, 9]],
    ['kind:inbound,other', [1, 3, 5, 7, 9, 11]],
    ['-kind:inbound,other', [2, 4, 6, 8, 10, 12]],
    ['not(channel:whatsapp)', [2, 3, 4, 6, 7, 8, 10, 11, 12]],
    ['error:1320 text:"order 12"', []],
    ['or(error:1320, "order 12") is:duplicate', [5, 6, 9, 10]],
    ['from:4477009000*', [1, 2, 4, 5, 6, 8, 9, 10, 12]],
    ['from:44*01', [1, 5, 9]],
    ['number:447700900001 kind:inbound', [1, 5, 9]],
    ['is:starred', [2, 3]],
    ['is:starred kind:other', [3]],
    ['is:problem', [2, 6, 10]],
    ['id:aaaaaaaa-0000-4000-8000-000000000001', [1, 5, 9]],
    ['has:error', [2, 6, 10]],
    ['not(has:id)', [3, 7, 11]],
    ['contains:"\\"nothing\\":"', [3, 7, 11]],
    ['took:<1s size:<1mb answer:200', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
    ['after:-3h', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
    ['after:-2h', []],
  ])('%s', (filter, ids) => expect(twelve().list(filter)).toEqual(ids));
});

describe('words of notes', () => {
  const written = [
    [3, 'Ask Ana: refund?'],
    [5, 'refund the ORDER 7'],
    [8, 'order 12'],
    [12, 'x'],
    // Of a webhook that is gone.
    [40, 'refund order 12'],
  ] as const;

  test.each([
    ['refund', [3, 5]],
    ['ana', [3]],
    ['"order 12"', [1, 5, 8, 9]],
    ['text:"the order"', [5]],
    ['refund 12', [5]],
    ['order refund kind:inbound', [5]],
    ['refund kind:other', [3]],
    ['not(refund) kind:inbound', [1, 9]],
    ['or(refund, status:rejected)', [2, 3, 5, 6, 10]],
    ['has:note', [3, 5, 8, 12]],
    ['has:note,error', [2, 3, 5, 6, 8, 10, 12]],
    ['has:note kind:status', [8, 12]],
    ['-has:note kind:other', [7, 11]],
    // Bodies only.
    ['contains:refund', []],
    ['"ana refund the"', []],
  ])('%s', (filter, ids) => {
    const { list, naive } = twelve(written);
    expect(list(filter)).toEqual(ids);
    expect(naive(readFilter(filter))).toEqual(ids);
  });

  test('are found in what is new only, if that is asked for', () => {
    expect(twelve(written).list('refund', 3)).toEqual([5]);
    expect(twelve(written).list('refund', 5)).toEqual([]);
  });
});

const hostile = [
  `from:"'; DROP TABLE webhooks; --"`,
  'from:"%"',
  'from:_4*',
  'from:%*',
  String.raw`from:\*`,
  'from:"\\"',
  'from:@p0',
  'status:NULL',
  'text:"NEAR(a b)"',
  'text:"a OR b"',
  'text:"rowid : 1"',
  'x" OR 1=1',
  "channel:\"whatsapp' OR '1'='1\"",
  `status:${'x'.repeat(1_900)}`,
  `from:${'a*'.repeat(900)}`,
  `from:${'x,'.repeat(99)}x`,
  'a '.repeat(100),
  'not('.repeat(10) + 'a' + ')'.repeat(10),
  'contains:\ud800',
  'from:\ud800*',
  'from:\u{10ffff}\u{10ffff}\u{10ffff}*',
  'after:-999999w',
  'before:9999-12-31',
];

test.each(hostile)('the real index answers %j, or says what is wrong with it, and is unharmed', (text) => {
  const { list } = twelve();
  try {
    for (const id of list(text)) expect(id).toBeLessThanOrEqual(12);
  } catch (error) {
    expect(error).toMatchObject({ code: 'bad-filter' });
  }
  expect(list('')).toHaveLength(12);
});

describe('the plan of', () => {
  const NARROW = String.raw`SEARCH webhooks USING COVERING INDEX webhooks_by_filter \(id>\?\)`;
  const WIDE = NARROW.replace('COVERING ', '');
  const MATCHED = String.raw`VIRTUAL TABLE INDEX \d+:[^|]*M\d+[^|]*`;
  const BY_ID = String.raw`SEARCH webhooks USING INTEGER PRIMARY KEY \(rowid=\?\)`;
  const LISTS = String.raw`( \| (LIST SUBQUERY \d+|SCAN shapes|CREATE BLOOM FILTER))+`;
  test.each([
    ['channel:whatsapp', `${NARROW}${LISTS}`],
    ['kind:status channel:sms status:delivered,read answer:200 via:tunnel', `${NARROW}${LISTS}`],
    ['kind:status', `${NARROW}${LISTS}`],
    ['error:1320 account:a api:sms', `${NARROW}${LISTS}`],
    ['after:-2h sig:failed', NARROW],
    [
      'or(is:late, is:out-of-order, is:duplicate, is:misrouted, is:incomplete, not(is:problem), has:findings)',
      `${NARROW}${LISTS}`,
    ],
    ['from:44* has:id', `${NARROW}${LISTS}`],
    ['number:447700900001 to:447700900*', NARROW],
    ['took:>500ms size:<1kb sig:bad_signature', WIDE],
    [
      'id:x',
      String.raw`SEARCH webhooks USING INDEX webhooks_by_message \(message=\? AND rowid>\?\) \| LIST SUBQUERY 1 \| SEARCH messages USING COVERING INDEX messages_by_key \(key_hash=\?\) \| USE TEMP B-TREE FOR ORDER BY`,
    ],
    [
      'order kind:inbound',
      // Both walks are in the order of ids already: they are merged as they go, and nothing is sorted.
      String.raw`MERGE \(UNION\) \| LEFT \| SCAN webhooks_text ${MATCHED} \| ${BY_ID}${LISTS} \| RIGHT \| SCAN app.notes_text ${MATCHED} \| ${BY_ID}${LISTS}`,
    ],
    [
      'not(order)',
      String.raw`${NARROW} \| LIST SUBQUERY \d+ \| COMPOUND QUERY \| LEFT-MOST SUBQUERY \| SCAN webhooks_text ${MATCHED} \| CREATE BLOOM FILTER \| UNION ALL \| SCAN app.notes_text ${MATCHED} \| CREATE BLOOM FILTER`,
    ],
    [
      'has:note from:44*',
      String.raw`SEARCH app.notes USING INTEGER PRIMARY KEY \(rowid>\?\) \| SEARCH webhooks USING INTEGER PRIMARY KEY \(rowid=\?\)`,
    ],
  ])('%s', (filter, plan) => {
    const { files, list } = twelve();
    const [, found] = queryPlans(files.index, { capture: files.capture, app: files.app }, () => void list(filter));
    expect(found).toMatch(new RegExp(`^${plan}$`));
  });
});
