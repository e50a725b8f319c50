import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { UNDO_WINDOW_MS } from '../../../main/capture/removals.ts';
import { openIndexDatabase, VIEW_NUMBERS } from '../../../main/projection/index-database.ts';
import { Projector } from '../../../main/projection/projector.ts';
import type { Db } from '../../../main/store/open-database.ts';
import { anArrival } from '../../support/arrivals.ts';
import type { TestRecord } from '../../support/databases.ts';
import { closing, openRecord } from '../../support/databases.ts';
import { inbound, other, status } from '../../support/webhooks.ts';

// Nothing that a request can hold is known to end the description, so one of these is made to.
const { BREAKS_THE_DESCRIPTION } = vi.hoisted(() => ({ BREAKS_THE_DESCRIPTION: '/breaks-the-description' }));
vi.mock(import('../../../main/domain/describe-webhook.ts'), async (importOriginal) => {
  const { describeWebhook } = await importOriginal();
  return {
    describeWebhook(request) {
      if (request.target === BREAKS_THE_DESCRIPTION) throw new RangeError('a bug of ours');
      return describeWebhook(request);
    },
  };
});

interface Projection {
  readonly record: TestRecord;
  readonly index: Db;
  projector: Projector;
  now: number;
  /** Works until nothing is left. */
  catchUp(): void;
}

function projection(): Projection {
  const index = closing(openIndexDatabase(':memory:'));
  const self = { now: 1_000_000 };
  const record = openRecord(':memory:', { clock: () => self.now });
  const projector = new Projector(record.db, index);
  return Object.assign(self, {
    record,
    index,
    projector,
    catchUp(this: Projection) {
      while (!this.projector.step().idle);
    },
  });
}

/** A status of one and the same message. */
const told = (name: string, second: number) =>
  status({ status: name, timestamp: `2025-01-15T09:30:0${second}Z`, message_uuid: 'marked' });
const ids = ({ index }: Projection): number[] =>
  index.prepare<[], number>('SELECT id FROM webhooks ORDER BY id').pluck().all();
const textIds = ({ index }: Projection): number[] =>
  index.prepare<[], number>('SELECT rowid FROM webhooks_text ORDER BY rowid').pluck().all();
const counts = ({ index }: Projection): unknown =>
  index.prepare('SELECT view, webhooks FROM view_counts ORDER BY view').raw().all();
const countedRows = ({ index }: Projection): unknown =>
  index
    .prepare(
      `SELECT column1, (SELECT count(*) FROM webhooks WHERE view = column1)
       FROM (VALUES (1), (2), (3)) ORDER BY column1`,
    )
    .raw()
    .all();
const everything = ({ index }: Projection): unknown => [
  index.prepare('SELECT * FROM webhooks ORDER BY id').all(),
  index.prepare('SELECT * FROM progress').all(),
  index.prepare('SELECT * FROM view_counts').all(),
];

describe('following the record', () => {
  test('every request gets its row, in the columns that lists and search need', () => {
    const all = projection();
    all.record.append(inbound(), status({ status: 'rejected', error: { title: '1340' } }), other());
    all.catchUp();
    expect(all.index.prepare('SELECT * FROM webhooks ORDER BY id').all()).toMatchObject([
      {
        id: 1,
        view: VIEW_NUMBERS.inbound,
        api: 'messages-v1',
        kind: 'inbound-message',
        channel: 'whatsapp',
        message_id: 'aaaaaaaa-0000-4000-8000-000000000001',
        sender: '447700900001',
        recipient: '447700900000',
        summary: 'hello',
        sent_at: Date.UTC(2025, 0, 15, 9, 30),
        verdict: 'unsigned',
        misrouted_to: null,
        method: 'POST',
        path: '/webhooks/inbound-message',
        outcome: 'complete',
        via: 'local',
        answer_status: 200,
      },
      { id: 2, view: VIEW_NUMBERS.statuses, kind: 'message-status', status: 'rejected', error_code: '1340' },
      { id: 3, view: VIEW_NUMBERS.other, api: 'unknown', kind: 'unknown', channel: null, path: '/mine' },
    ]);
  });

  test('a step tells how far the index is, and when nothing is left', () => {
    const all = projection();
    all.record.append(inbound(), status());
    expect(all.projector.step()).toMatchObject({ upTo: 2, stored: 2, reread: false, changedFrom: null, idle: false });
    expect(all.projector.step()).toMatchObject({ upTo: 2, stored: 2, reread: false, changedFrom: null, idle: true });
  });

  test('a step tells from where on it has marked older rows otherwise', () => {
    const all = projection();
    all.record.append(other(), told('submitted', 5), other());
    expect(all.projector.step()).toMatchObject({ upTo: 3, changedFrom: null });
    all.record.append(told('delivered', 6));
    expect(all.projector.step()).toMatchObject({ upTo: 4, changedFrom: null });
    all.record.append(told('submitted', 1));
    expect(all.projector.step()).toMatchObject({ upTo: 5, changedFrom: 2 });
    expect(all.index.prepare('SELECT out_of_order FROM webhooks WHERE id = 2').pluck().get()).toBe(1);
    expect(all.projector.step()).toMatchObject({ changedFrom: null, idle: true });
  });

  test('many requests take several steps', () => {
    const all = projection();
    all.record.append(...Array.from({ length: 1_100 }, () => status()));
    expect([all.projector.step().upTo, all.projector.step().upTo, all.projector.step().upTo]).toEqual([
      512, 1_024, 1_100,
    ]);
  });

  test('large bodies are taken a few at a time', () => {
    const all = projection();
    const big = anArrival({ body: Buffer.alloc(9 * 1_024 * 1_024, 'x') });
    all.record.append(big, big, big);
    expect(all.projector.step().upTo).toBe(2);
    expect(all.projector.step().upTo).toBe(3);
  });

  test('steps without news change nothing, and neither does a projector that starts again', () => {
    const all = projection();
    all.record.append(inbound(), status(), other());
    all.record.removals.remove([2]);
    all.catchUp();
    const before = everything(all);
    all.catchUp();
    all.projector = new Projector(all.record.db, all.index);
    expect(all.projector.progress).toMatchObject({ upTo: 3, stored: 2, reread: false, idle: false });
    all.catchUp();
    expect(everything(all)).toEqual(before);
  });

  test('what may not be on disk yet is not followed, because a power cut may give its id to another one', () => {
    const all = projection();
    all.record.append(inbound(), status(), other());
    let durable = 2;
    all.projector = new Projector(all.record.db, all.index, undefined, () => durable);
    all.catchUp();
    expect(ids(all)).toEqual([1, 2]);
    durable = 3;
    all.catchUp();
    expect(ids(all)).toEqual([1, 2, 3]);
  });

  test('a request that our code stumbles over still gets its row, and so do those around it', () => {
    const all = projection();
    all.record.append(inbound(), anArrival({ target: BREAKS_THE_DESCRIPTION }), status());
    all.catchUp();
    expect(all.index.prepare('SELECT id, api, kind, summary FROM webhooks').all()).toMatchObject([
      { id: 1, kind: 'inbound-message' },
      { id: 2, api: 'unknown', kind: 'unknown', summary: 'Could not be read: a bug of ours' },
      { id: 3, kind: 'message-status' },
    ]);
  });

  test('a step that fails leaves no trace, and the next one does all of it', () => {
    const all = projection();
    all.record.append(inbound(), status());
    const before = everything(all);
    all.index.exec(`
      CREATE TRIGGER disk_full BEFORE INSERT ON webhooks WHEN new.id = 2 BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    expect(() => all.projector.step()).toThrow('disk full');
    expect(everything(all)).toEqual(before);
    expect(all.projector.progress).toMatchObject({ upTo: 0, stored: 0 });
    all.index.exec('DROP TRIGGER disk_full');
    all.catchUp();
    expect(ids(all)).toEqual([1, 2]);
    expect(counts(all)).toEqual(countedRows(all));
  });
});

describe('a removal', () => {
  test('takes rows, words and counts away, and says that lists must be read again', () => {
    const all = projection();
    all.record.append(inbound(), inbound(), status());
    all.catchUp();
    all.record.removals.remove([1, 3]);
    expect(all.projector.step()).toMatchObject({ upTo: 3, stored: 1, reread: true, idle: false });
    expect(ids(all)).toEqual([2]);
    expect(textIds(all)).toEqual([2]);
    expect(counts(all)).toEqual([
      [1, 1],
      [2, 0],
      [3, 0],
    ]);
  });

  test('of what the index has not seen yet keeps it out', () => {
    const all = projection();
    all.record.append(inbound(), inbound(), inbound());
    all.record.removals.remove([2]);
    all.catchUp();
    expect(ids(all)).toEqual([1, 3]);
    expect(all.projector.progress.stored).toBe(2);
  });

  test('that is undone brings all of it back', () => {
    const all = projection();
    all.record.append(inbound({ text: 'wanted' }), status());
    all.catchUp();
    const before = everything(all);
    const removal = all.record.removals.remove([1, 2]);
    all.catchUp();
    all.record.removals.restore(removal);
    expect(all.projector.step()).toMatchObject({ stored: 2, reread: true });
    all.catchUp();
    const [rows, , viewCounts] = everything(all) as unknown[];
    const [rowsBefore, , viewCountsBefore] = before as unknown[];
    expect(rows).toEqual(rowsBefore);
    expect(viewCounts).toEqual(viewCountsBefore);
    const find = all.index.prepare<[], number>(`SELECT rowid FROM webhooks_text WHERE webhooks_text MATCH 'wanted'`);
    expect(find.pluck().all()).toEqual([1]);
  });

  test('that is undone before the index knew of it changes nothing', () => {
    const all = projection();
    all.record.append(inbound(), status());
    all.record.removals.restore(all.record.removals.remove([1]));
    all.catchUp();
    expect(ids(all)).toEqual([1, 2]);
  });

  test('that is undone does not bring back what another one has removed too', () => {
    const all = projection();
    all.record.append(inbound(), status());
    const first = all.record.removals.remove([1, 2]);
    all.record.removals.remove([2]);
    all.catchUp();
    all.record.removals.restore(first);
    all.catchUp();
    expect(ids(all)).toEqual([1]);
  });
});

type Command =
  | { readonly type: 'append'; readonly views: readonly ('inbound' | 'statuses' | 'other')[] }
  | { readonly type: 'remove'; readonly picks: readonly number[] }
  | { readonly type: 'restore'; readonly pick: number }
  | { readonly type: 'purge' }
  | { readonly type: 'step' }
  | { readonly type: 'restart' };

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('append' as const),
      views: fc.array(fc.constantFrom('inbound' as const, 'statuses' as const, 'other' as const), { maxLength: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('remove' as const), picks: fc.array(fc.nat(25), { maxLength: 8 }) }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('restore' as const), pick: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.constant({ type: 'purge' } as const) },
  { weight: 4, arbitrary: fc.constant({ type: 'step' } as const) },
  { weight: 1, arbitrary: fc.constant({ type: 'restart' } as const) },
);

const makers = { inbound, statuses: status, other };

test('after any sequence of arrivals, removals, undoing and purging, the index has what a plain list would have', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      const all = projection();
      const arrived = new Map<number, keyof typeof makers>();
      const removals: { readonly number: number; readonly ids: ReadonlySet<number>; undone: boolean }[] = [];
      for (const next of commands) {
        all.now += 1;
        switch (next.type) {
          case 'append': {
            const made = all.record.append(...next.views.map((view) => makers[view]()));
            made.forEach((id, position) => arrived.set(id, next.views[position] ?? 'other'));
            break;
          }
          case 'remove': {
            const picked = next.picks.filter((id) => id > 0);
            const known = new Set(picked.filter((id) => arrived.has(id)));
            removals.push({ number: all.record.removals.remove(picked), ids: known, undone: false });
            break;
          }
          case 'restore': {
            const removal = removals[next.pick];
            if (removal !== undefined && all.record.removals.restore(removal.number)) removal.undone = true;
            break;
          }
          case 'purge':
            all.now += UNDO_WINDOW_MS * 1_000;
            while (all.record.removals.purgeStep(all.now - UNDO_WINDOW_MS * 1_000));
            break;
          case 'step':
            all.projector.step();
            break;
          case 'restart':
            all.projector = new Projector(all.record.db, all.index);
            break;
        }
        expect(counts(all)).toEqual(countedRows(all));
        expect(textIds(all)).toEqual(ids(all));
      }
      all.catchUp();
      const expected = [...arrived].filter(
        ([id]) => !removals.some((removal) => !removal.undone && removal.ids.has(id)),
      );
      expect(ids(all)).toEqual(expected.map(([id]) => id));
      expect(counts(all)).toEqual(
        Object.entries(VIEW_NUMBERS).map(([view, number]) => [number, expected.filter(([, of]) => of === view).length]),
      );
      expect(all.projector.progress.stored).toBe(expected.length);
    }),
    { numRuns: 200 },
  );
});
