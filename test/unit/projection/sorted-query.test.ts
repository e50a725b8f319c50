import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Arrival } from '../../../main/capture/capture-log.ts';
import { openIndexDatabase } from '../../../main/projection/index-database.ts';
import { Projector } from '../../../main/projection/projector.ts';
import { Reader } from '../../../main/projection/reader.ts';
import { createLog } from '../../../main/domain/log.ts';
import { openAppDatabase, openDeliveryConnection } from '../../../main/store/app-database.ts';
import { DeliveryStore } from '../../../main/store/delivery-store.ts';
import { StarStore } from '../../../main/store/star-store.ts';
import type { Sort, SortColumn, WebhookRow } from '../../../shared/contract.ts';
import { requests } from '../../../shared/contract.ts';
import { findKind } from '../../../shared/vonage/kinds.ts';
import { aDelivery, answered } from '../../support/a-delivery.ts';
import { closing, openRecord, temporaryFiles } from '../../support/databases.ts';
import { queryPlans } from '../../support/query-plans.ts';
import { inbound, other, status } from '../../support/webhooks.ts';

type Key = string | number | null;

/** What a person would sort by, of the row that the list shows. */
const KEYS: Readonly<Record<SortColumn, (row: WebhookRow) => readonly Key[]>> = {
  star: ({ starred }) => [starred ? 0 : 1],
  time: ({ receivedAt }) => [receivedAt],
  kind: ({ api, kind }) => [findKind(api, kind).label],
  channel: ({ channel }) => [channel],
  parties: ({ from, to }) => [from, to],
  summary: (row) => [row.status ?? row.summary, row.summary],
  verdict: ({ verdict }) => [verdict],
  answer: ({ answerStatus }) => [answerStatus],
  // Of this the row says nothing; below.
  app: () => [null],
  took: ({ durationUs }) => [durationUs],
  message: ({ messageId }) => [messageId],
  size: ({ bodyBytes }) => [bodyBytes],
  path: ({ path }) => [path],
};
const COLUMNS = Object.keys(KEYS) as SortColumn[];
/** Of these the index of filters has nothing. */
const IN_ROW: readonly SortColumn[] = ['summary', 'took', 'message', 'size', 'path'];
const DIRECTIONS = ['ascending', 'descending'] as const;

const text = fc.constantFrom('a', 'A', 'b', 'B', 'ab', '', 'é', 'É', '你好', '_', '447700900001', '447700900002');
const fields = fc.record(
  {
    channel: fc.constantFrom('sms', 'whatsapp', 'WhatsApp'),
    status: fc.constantFrom('delivered', 'Rejected', 'read'),
    from: text,
    to: text,
    text,
    message_uuid: fc.constantFrom('m1', 'M2', 'm3'),
  },
  { requiredKeys: [] },
);
const arrivals: fc.Arbitrary<Arrival> = fc
  .tuple(
    fc.oneof(fields.map(inbound), fields.map(status), fields.map(other)),
    fc.record({
      receivedAt: fc.integer({ min: 1, max: 4 }),
      durationUs: fc.integer({ min: 1, max: 3 }),
      answer: fc.constantFrom(200, 503).map((code) => ({ status: code, contentType: null, body: '', rule: null })),
    }),
  )
  .map(([arrival, rest]) => ({ ...arrival, ...rest }));

/** A real data folder with these webhooks and stars. */
function libraryOf(all: readonly Arrival[], starred: readonly number[]) {
  const files = temporaryFiles();
  const record = openRecord(files.capture);
  const app = closing(openAppDatabase(files.app));
  const projector = new Projector(record.db, closing(openIndexDatabase(files.index)));
  record.append(...all);
  new StarStore(app, () => 0).set(starred, true);
  while (!projector.step().idle);
  const reader = new Reader(files);
  return {
    files,
    reader,
    list: (sort: Sort | null, filter = '', after = 0) =>
      Array.from(reader.ids({ view: 'all', filter, sort, after }).ids),
  };
}

function naive(rows: readonly WebhookRow[], { column, direction }: Sort): number[] {
  const way = direction === 'ascending' ? 1 : -1;
  return rows
    .toSorted((left, right) => {
      const keys = KEYS[column](right);
      for (const [place, key] of KEYS[column](left).entries()) {
        const order = compare(key, keys[place] ?? null, way);
        if (order !== 0) return order;
      }
      return (left.id - right.id) * way;
    })
    .map(({ id }) => id);
}

function compare(left: Key, right: Key, way: number): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (typeof left === 'number' && typeof right === 'number') return (left - right) * way;
  return Buffer.compare(folded(left), folded(right)) * way;
}

function folded(key: Key): Buffer {
  return Buffer.from(String(key).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()));
}

test('any webhooks come in the order of any column, either way', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(arrivals, { minLength: 1, maxLength: 25 }),
      fc.array(fc.integer({ min: 1, max: 25 })),
      (all, stars) => {
        const { reader, list } = libraryOf(all, stars);
        const rows = reader.rows(list(null));
        for (const column of COLUMNS) {
          for (const direction of DIRECTIONS) {
            const sort = { column, direction };
            expect(list(sort), `${column} ${direction}`).toEqual(naive(rows, sort));
          }
        }
        reader.close();
      },
    ),
    { numRuns: 25 },
  );
});

const four = () =>
  libraryOf([inbound({ text: 'a longer order' }), status(), inbound({ text: 'b' }), inbound({ text: 'order' })], [4]);

describe('sorting', () => {
  const bySize: Sort = { column: 'size', direction: 'descending' };

  test.each(['', 'order', 'contains:order', 'is:starred', 'kind:inbound', 'not(from:x)', 'from:447700900001', 'is:problem'])(
    'keeps what %j finds',
    (filter) => {
      const { list } = four();
      for (const column of COLUMNS) {
        expect(list({ column, direction: 'descending' }, filter).toSorted((left, right) => left - right)).toEqual(
          list(null, filter),
        );
      }
    },
  );

  test('has only what came after, if that is asked for', () => {
    expect(four().list(bySize, '', 2)).toEqual([4, 3]);
    expect(four().list(bySize, '', 4)).toEqual([]);
  });

  test('by what the app answered last: no answer beyond all others, and not asked at the end', () => {
    const { files, list } = four();
    const store = new DeliveryStore(closing(openDeliveryConnection(files.app)), {
      log: createLog(() => {}),
      flushed: () => {},
    });
    const [, first = 0, second = 0, again = 0] = store.begin([1, 2, 3, 2].map((webhookId) => aDelivery({ webhookId })));
    store.finish(first, answered(503));
    store.finish(second, answered(404));
    store.finish(again, answered(200));
    store.flush();
    expect(list({ column: 'app', direction: 'ascending' })).toEqual([2, 3, 1, 4]);
    expect(list({ column: 'app', direction: 'descending' })).toEqual([1, 3, 2, 4]);
  });

  test('starred webhooks come first, and the others as they arrived', () => {
    expect(four().list({ column: 'star', direction: 'ascending' })).toEqual([4, 1, 2, 3]);
  });
});

function planOf(column: SortColumn): string {
  const { files, list } = libraryOf([inbound()], []);
  const { index, capture, app } = files;
  return queryPlans(index, { capture, app }, () => void list({ column, direction: 'ascending' })).at(-1) ?? '';
}

describe('the plan of a sort', () => {
  test.each(COLUMNS.filter((column) => !IN_ROW.includes(column)))('by %s reads no row of the table', (column) => {
    expect(planOf(column)).toContain('SEARCH webhooks USING COVERING INDEX webhooks_by_filter (id=?)');
    expect(planOf(column)).not.toMatch(/SCAN|webhooks USING INTEGER PRIMARY KEY/);
  });

  test.each(IN_ROW)('by %s looks each row up by its id', (column) => {
    expect(planOf(column)).toContain('SEARCH webhooks USING INTEGER PRIMARY KEY (rowid=?)');
  });
});

describe('the contract', () => {
  const { input } = requests['list:ids'];
  const query = { view: 'all', filter: '', after: 0 };

  test.each([
    ['none', undefined, true],
    ['null', null, true],
    ['a column and a direction', { column: 'size', direction: 'ascending' }, true],
    ['a column that there is not', { column: 'price', direction: 'ascending' }, false],
    ['SQL', { column: 'id; DROP TABLE webhooks', direction: 'ascending' }, false],
    ['a property of objects', { column: 'constructor', direction: 'ascending' }, false],
    ['another direction', { column: 'size', direction: 'DESC, 1' }, false],
    ['no direction', { column: 'size' }, false],
    ['a word', 'size', false],
    ['a list', ['size', 'ascending'], false],
  ])('takes as a sort, or not: %s', (_name, sort, accepted) => {
    expect(input.safeParse({ ...query, sort }).success).toBe(accepted);
  });
});
