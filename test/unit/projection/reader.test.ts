import { describe, expect, test } from 'vitest';

import { openIndexDatabase } from '../../../main/projection/index-database.ts';
import { Projector } from '../../../main/projection/projector.ts';
import type { DataFiles } from '../../../main/projection/reader.ts';
import { Reader, toPairs } from '../../../main/projection/reader.ts';
import { openAppDatabase } from '../../../main/store/app-database.ts';
import { StarStore } from '../../../main/store/star-store.ts';
import type { ListQuery } from '../../../shared/contract.ts';
import { anArrival } from '../../support/arrivals.ts';
import type { TestRecord } from '../../support/databases.ts';
import { closing, openRecord, temporaryFiles } from '../../support/databases.ts';
import { queryPlans } from '../../support/query-plans.ts';
import { inbound, other, status } from '../../support/webhooks.ts';

interface Library {
  readonly files: DataFiles;
  readonly record: TestRecord;
  readonly reader: Reader;
  readonly stars: StarStore;
  readonly follow: () => void;
  /** The ids of a list; what is not said is the whole list. */
  readonly list: (query?: Partial<ListQuery>) => number[];
}

/** A real data folder with a reader on it. */
function library(): Library {
  const files = temporaryFiles();
  const record = openRecord(files.capture);
  const index = closing(openIndexDatabase(files.index));
  const app = closing(openAppDatabase(files.app));
  const projector = new Projector(record.db, index);
  const reader = new Reader(files);
  return {
    files,
    record,
    reader,
    stars: new StarStore(app, () => 0),
    follow() {
      while (!projector.step().idle);
    },
    list: (query = {}) => Array.from(reader.ids({ view: 'all', filter: '', after: 0, ...query }).ids),
  };
}

/** Webhooks 1 and 4 are inbound, 2 and 5 statuses, 3 and 6 neither; 2, 3 and 4 are starred. */
function sixWebhooks(): Library {
  const six = library();
  six.record.append(inbound({ text: 'first order-7781' }), status(), other({ note: 'order' }));
  six.record.append(inbound({ text: 'zweite Bestellung' }), status({ client_ref: 'order-9' }), other());
  six.stars.set([2, 3, 4], true);
  six.follow();
  return six;
}

describe('a list', () => {
  test.each([
    ['all', [1, 2, 3, 4, 5, 6]],
    ['inbound', [1, 4]],
    ['statuses', [2, 5]],
    ['other', [3, 6]],
    ['starred', [2, 3, 4]],
  ] as const)('of the view %s has its webhooks, oldest first', (view, ids) => {
    expect(sixWebhooks().list({ view })).toEqual(ids);
  });

  test.each([
    ['all', [5, 6]],
    ['inbound', []],
    ['statuses', [5]],
    ['other', [6]],
    ['starred', []],
  ] as const)('of the view %s after webhook 4 has the newer ones alone', (view, ids) => {
    expect(sixWebhooks().list({ view, after: 4 })).toEqual(ids);
  });

  test.each([
    ['all', 'order', [1, 3, 5]],
    ['inbound', 'order', [1]],
    ['statuses', 'order', [5]],
    ['other', 'order', [3]],
    ['starred', 'order', [3]],
    ['all', 'FIRST ord', [1]],
    ['all', 'bestell', [4]],
    ['all', '447700900001 delivered', [2, 5]],
    ['all', 'nowhere', []],
    ['all', '  ', [1, 2, 3, 4, 5, 6]],
  ] as const)('of the view %s searched for %j', (view, filter, ids) => {
    expect(sixWebhooks().list({ view, filter })).toEqual(ids);
  });

  test('searched by bare words finds names and values of headers, but no token', () => {
    const { record, follow, list, reader } = library();
    const body =
      '{"message_uuid":"m1","status":"read","channel":"sms","from":"1","to":"2","timestamp":"2025-01-15T09:30:00Z"}';
    const rawHeaders = [
      ['X-Request-Id', 'req-5521-abc'],
      ['x-trace', 'Zürich eu-west'],
      ['Authorization', 'Bearer secrettoken'],
      ['X-Vonage-Webhook-Auth-Token', 'othertoken'],
      ['Cookie', 'session=crumb'],
      ['Content-Type', 'application/json'],
    ].flat();
    record.append(anArrival({ body }), anArrival({ body, rawHeaders }));
    follow();
    for (const filter of ['req-5521-abc', 'REQ-55', 'x-request-id', 'zurich', 'eu-west read', 'req-5521-abc m1']) {
      expect([filter, list({ filter })]).toEqual([filter, [2]]);
      expect(reader.messages.ids({ family: 'messages', search: filter, after: 0 }).ids).toHaveLength(1);
    }
    for (const filter of ['secrettoken', 'bearer', 'othertoken', 'crumb', 'json']) {
      expect([filter, list({ filter })]).toEqual([filter, []]);
    }
  });

  test('searched and after a webhook has both', () => {
    expect(sixWebhooks().list({ filter: 'order', after: 1 })).toEqual([3, 5]);
    expect(sixWebhooks().list({ view: 'starred', filter: 'order', after: 3 })).toEqual([]);
  });

  test('tells up to where it goes, also where its last webhook is not of the view', () => {
    const { reader } = sixWebhooks();
    expect(reader.ids({ view: 'inbound', filter: '', after: 0 }).upTo).toBe(6);
    expect(reader.ids({ view: 'all', filter: 'nowhere', after: 0 }).upTo).toBe(6);
    expect(reader.ids({ view: 'all', filter: '"()a"', after: 0 }).upTo).toBe(6);
  });

  test('has what the index took in after the reader was opened, and not what was removed', () => {
    const six = sixWebhooks();
    six.record.append(inbound());
    six.record.removals.remove([1]);
    six.follow();
    expect(six.list({ view: 'inbound' })).toEqual([4, 7]);
    expect(six.list({ filter: 'order' })).toEqual([3, 5]);
  });

  test('shows no star of a webhook that is gone', () => {
    const six = sixWebhooks();
    six.record.removals.remove([3]);
    six.follow();
    expect(six.list({ view: 'starred' })).toEqual([2, 4]);
  });
});

describe('rows', () => {
  test('come in the order that was asked for, without those that are gone', () => {
    const six = sixWebhooks();
    six.record.removals.remove([2]);
    six.follow();
    expect(six.reader.rows([5, 2, 1, 99, 5]).map(({ id }) => id)).toEqual([5, 1, 5]);
    expect(six.reader.rows([])).toEqual([]);
  });

  test('have what a list shows', () => {
    const { reader } = sixWebhooks();
    expect(reader.rows([2])).toEqual([
      {
        id: 2,
        receivedAt: 1_736_933_400_000_000,
        api: 'messages-v1',
        kind: 'message-status',
        channel: 'sms',
        messageId: 'aaaaaaaa-0000-4000-8000-000000000002',
        from: '447700900000',
        to: '447700900001',
        status: 'delivered',
        errorCode: null,
        summary: expect.any(String),
        verdict: 'unsigned',
        reason: 'missing_authorization',
        answerStatus: 200,
        durationUs: expect.any(Number),
        method: 'POST',
        path: '/webhooks/message-status',
        bodyBytes: 169,
        outcome: 'complete',
        misroutedTo: null,
        via: 'local',
        duplicateOf: null,
        outOfOrder: false,
        late: false,
        findings: 0,
        starred: true,
        hasNote: false,
      },
    ]);
    expect(reader.rows([1])).toMatchObject([{ id: 1, starred: false }]);
  });
});

test('the problems are what went wrong: failed states, wrong paths, bodies that are not whole, what can trip an app', () => {
  const all = library();
  all.record.append(
    status({ status: 'delivered' }),
    status({ status: 'rejected', error: { title: '1340' } }),
    { ...status({ message_uuid: 'b' }), target: '/webhooks/inbound-message' },
    { ...other(), outcome: 'aborted' },
    other(),
    inbound({ text: 'rejected' }),
    inbound({ to: 447700900000, brand: 'new' }),
    inbound({ brand: 'new' }),
  );
  all.follow();
  expect(all.list({ view: 'problems' })).toEqual([2, 3, 4, 7]);
  expect(all.list({ view: 'problems', after: 2 })).toEqual([3, 4, 7]);
  expect(all.reader.rows([6, 7, 8]).map(({ findings }) => findings)).toEqual([0, 2, 1]);
  expect(all.list({ view: 'problems', filter: 'rejected' })).toEqual([2]);
  expect(all.reader.counts().problems).toBe(4);
  all.record.removals.remove([3]);
  all.follow();
  expect(all.reader.counts().problems).toBe(3);
});

test('counts are those of the lists', () => {
  const six = sixWebhooks();
  expect(six.reader.counts()).toEqual({ all: 6, inbound: 2, statuses: 2, other: 2, problems: 0, starred: 3 });
  six.record.removals.remove([2, 6]);
  six.follow();
  expect(six.reader.counts()).toEqual({ all: 4, inbound: 2, statuses: 1, other: 1, problems: 0, starred: 2 });
  expect(library().reader.counts()).toEqual({ all: 0, inbound: 0, statuses: 0, other: 0, problems: 0, starred: 0 });
});

describe('a detail', () => {
  test('has the request as it came', () => {
    const { record, reader, follow } = library();
    const body = Buffer.from('{"message_uuid":"m","status":"read","timestamp":"2025-01-15T09:30:00Z"}');
    const answer = { status: 413, contentType: 'text/plain', body: 'too much', rule: 'mine' };
    record.append(
      anArrival({
        target: '/a?b=%20',
        httpVersion: '1.0',
        rawHeaders: ['X-A', '1', 'x-a', '2'],
        body,
        announcedBytes: 99,
        outcome: 'too-large',
        remote: '127.0.0.1:5',
        answer: { ...answer, headers: ['X-B', '1', 'X-B', '2'], ending: 'reset', delayMs: 1_500 },
      }),
    );
    follow();
    const { row, ...detail } = reader.detail(1) ?? {};
    expect(row).toEqual(reader.rows([1])[0]);
    expect(detail).toEqual({
      findings: expect.any(Array),
      sentAt: Date.UTC(2025, 0, 15, 9, 30),
      account: null,
      signedAt: null,
      httpVersion: '1.0',
      target: '/a?b=%20',
      headers: [
        ['X-A', '1'],
        ['x-a', '2'],
      ],
      body,
      decodedBody: null,
      decodeProblem: null,
      announcedBytes: 99,
      remoteAddress: '127.0.0.1:5',
      answer: {
        ...answer,
        headers: [
          ['X-B', '1'],
          ['X-B', '2'],
        ],
        ending: 'reset',
        delayMs: 1_500,
      },
    });
  });

  test('has nothing of a rule where none has answered', () => {
    const { record, reader, follow } = library();
    record.append(inbound());
    follow();
    expect(reader.detail(1)?.answer).toMatchObject({ headers: null, ending: null, delayMs: 0 });
  });

  test('has what is noticed about the payload, read anew from the stored bytes', () => {
    const { record, reader, follow } = library();
    record.append(inbound({ to: 447700900000 }), anArrival({ body: '{"a":' }));
    follow();
    expect(reader.detail(1)?.findings).toEqual([
      { what: 'retyped', path: ['to'], words: 'is a number; text is documented', place: null },
    ]);
    expect(reader.detail(2)?.findings).toMatchObject([{ what: 'broken', place: { line: 1, column: 6 } }]);
    expect(reader.rows([1, 2]).map(({ findings }) => findings)).toEqual([1, 1]);
  });

  test('of a webhook that is gone, or never was, is null', () => {
    const six = sixWebhooks();
    six.record.removals.remove([1]);
    six.follow();
    expect(six.reader.detail(1)).toBeNull();
    expect(six.reader.detail(99)).toBeNull();
  });
});

test('an odd header name at the end makes no pair', () => {
  expect(toPairs(['a', '1', 'b'])).toEqual([['a', '1']]);
});

test('an index that is thrown away is built anew from the record, without loss', () => {
  const six = sixWebhooks();
  const rows = six.reader.rows([1, 2, 3, 4, 5, 6]);
  const removal = six.record.removals.remove([5]);
  six.follow();
  const again: DataFiles = { ...six.files, index: `${six.files.index}.again` };
  const rebuilt = new Projector(six.record.db, closing(openIndexDatabase(again.index)));
  while (!rebuilt.step().idle);
  const reader = new Reader(again);
  expect(reader.rows([1, 2, 3, 4, 5, 6])).toEqual(rows.filter(({ id }) => id !== 5));
  expect(Array.from(reader.ids({ view: 'all', filter: 'order', after: 0 }).ids)).toEqual([1, 3]);
  six.record.removals.restore(removal);
  while (!rebuilt.step().idle);
  expect(reader.rows([1, 2, 3, 4, 5, 6])).toEqual(rows);
});

test('bodies are read fifty thousand ids at a time, newest first, and each answer says what is left', () => {
  const { record, follow, reader } = library();
  record.append(status(), inbound(), other({ note: 'uuid' }), status(), inbound({ text: 'hello' }));
  record.db.exec('UPDATE requests SET id = id + 120000 WHERE id > 3');
  follow();
  const ask = (filter: string, below?: number) => {
    const { ids, left } = reader.ids({ view: 'all', filter, after: 0, below });
    return { ids: Array.from(ids), below: left?.below ?? null };
  };
  expect(ask('contains:uuid')).toEqual({ ids: [120_004, 120_005], below: 70_006 });
  expect(ask('contains:uuid', 70_006)).toEqual({ ids: [], below: 20_006 });
  expect(ask('contains:uuid', 20_006)).toEqual({ ids: [1, 2, 3], below: null });
  expect(ask('contains:uuid kind:inbound', 20_006)).toEqual({ ids: [2], below: null });
  expect(ask('contains:uuid contains:hello')).toEqual({ ids: [120_005], below: 70_006 });
  expect(reader.ids({ view: 'all', filter: 'contains:uuid', after: 100_000 }).left).toBeNull();
});

const plansOf = ({ index, capture, app }: DataFiles, work: () => void): string[] =>
  queryPlans(index, { capture, app }, work);

/** Words of webhooks and of notes, each in the order of ids, merged. */
const merged = (ofWebhooks: string, ofNotes: string): RegExp => {
  const matched = String.raw`VIRTUAL TABLE INDEX \d+:[^|]*M\d+[^|]*?`;
  const [left, right] = [`SCAN webhooks_text ${matched}${ofWebhooks}`, `SCAN app.notes_text ${matched}${ofNotes}`];
  return new RegExp(String.raw`^MERGE \(UNION\) \| LEFT \| ${left} \| RIGHT \| ${right}$`);
};

describe('the plan of', () => {
  const PROGRESS = expect.stringMatching(/^SCAN progress$/);
  const BY_ID = String.raw` \| SEARCH webhooks USING INTEGER PRIMARY KEY \(rowid=\?\)`;
  const SHAPES = String.raw`( \| (LIST SUBQUERY \d+|SCAN shapes|CREATE BLOOM FILTER))+`;

  test.each([
    ['what is new', { after: 3 }, /^SEARCH webhooks USING COVERING INDEX webhooks_by_filter \(id>\?\)$/],
    [
      'a view',
      { view: 'inbound' },
      /^SEARCH webhooks USING COVERING INDEX webhooks_by_filter \(id>\?\) \| LIST SUBQUERY \d+ \| SCAN shapes \| CREATE BLOOM FILTER$/,
    ],
    [
      'the problems',
      { view: 'problems' },
      /^SEARCH webhooks USING INDEX webhooks_by_problem \(problem=\? AND rowid>\?\)$/,
    ],
    [
      'the starred',
      { view: 'starred' },
      /^SEARCH app.stars USING INTEGER PRIMARY KEY \(rowid>\?\) \| SEARCH webhooks USING INTEGER PRIMARY KEY \(rowid=\?\)$/,
    ],
    ['a search', { filter: 'order' }, merged('', BY_ID)],
    ['a search in a view', { view: 'statuses', filter: 'order' }, merged(BY_ID + SHAPES, BY_ID + SHAPES)],
    ['a search among the problems', { view: 'problems', filter: 'order' }, merged(BY_ID + SHAPES, BY_ID + SHAPES)],
    [
      'a search among the starred',
      { view: 'starred', filter: 'order' },
      merged(
        String.raw`${BY_ID} \| SEARCH app.stars EXISTS USING INTEGER PRIMARY KEY \(rowid=\?\)`,
        String.raw`${BY_ID} \| SEARCH app.stars EXISTS USING INTEGER PRIMARY KEY \(rowid=\?\)`,
      ),
    ],
  ] as const)('a list of %s reads an index in its order and sorts nothing', (_name, query, plan) => {
    const { files, list } = sixWebhooks();
    expect(plansOf(files, () => void list(query))).toEqual([PROGRESS, expect.stringMatching(plan)]);
  });

  test('rows looks each of them up', () => {
    const { files, reader } = sixWebhooks();
    const plans = plansOf(files, () => void reader.rows([1, 2]));
    expect(plans).toEqual([
      expect.stringMatching(
        /^SCAN wanted VIRTUAL TABLE INDEX \d+:\S* \| SEARCH webhooks USING INTEGER PRIMARY KEY \(rowid=\?\) \| SEARCH stars USING INTEGER PRIMARY KEY \(rowid=\?\) LEFT-JOIN/,
      ),
    ]);
  });

  test('a detail looks everything up', () => {
    const { files, reader } = sixWebhooks();
    const [, ...plans] = plansOf(files, () => void reader.detail(1));
    expect(plans).toEqual([
      'SEARCH capture.requests USING INTEGER PRIMARY KEY (rowid=?)',
      'SEARCH webhooks USING INTEGER PRIMARY KEY (rowid=?)',
    ]);
  });

  test('counts reads counters and stars, never all webhooks', () => {
    const { files, reader } = sixWebhooks();
    const plans = plansOf(files, () => void reader.counts());
    expect(plans).toEqual([
      'SCAN view_counts',
      expect.stringMatching(/^SCAN app.stars \| SEARCH webhooks USING INTEGER PRIMARY KEY \(rowid=\?\)$/),
      'SEARCH webhooks USING INDEX webhooks_by_problem (problem=?)',
    ]);
  });
});
