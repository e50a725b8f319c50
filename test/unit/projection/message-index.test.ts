import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { openIndexDatabase } from '../../../main/projection/index-database.ts';
import { Projector } from '../../../main/projection/projector.ts';
import type { Db } from '../../../main/store/open-database.ts';
import { closing, openRecord } from '../../support/databases.ts';
import { inbound, other, status } from '../../support/webhooks.ts';

/** Everything about messages, without the numbers that they happen to have. */
function messagesIn(index: Db): unknown {
  return [
    index
      .prepare<[], Record<string, unknown>>('SELECT * FROM message_rows ORDER BY message_id')
      .all()
      .map(({ id: _id, ...row }) => row),
    index
      .prepare(
        `SELECT webhooks.id, message_rows.message_id, duplicate_of, out_of_order, late
         FROM webhooks LEFT JOIN message_rows ON message_rows.id = message ORDER BY webhooks.id`,
      )
      .all(),
  ];
}

type Command =
  | { readonly type: 'append'; readonly webhooks: readonly (readonly [id: number, state: number, second: number])[] }
  | { readonly type: 'remove'; readonly picks: readonly number[] }
  | { readonly type: 'restore'; readonly pick: number }
  | { readonly type: 'step' };

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('append' as const),
      webhooks: fc.array(fc.tuple(fc.nat(3), fc.nat(5), fc.nat(3)), { maxLength: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('remove' as const), picks: fc.array(fc.nat(25), { maxLength: 8 }) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('restore' as const), pick: fc.nat(4) }) },
  { weight: 3, arbitrary: fc.constant({ type: 'step' } as const) },
);

const STATES = ['submitted', 'delivered', 'read', 'rejected'];

function arrival([id, state, second]: readonly [number, number, number]) {
  const fields = { message_uuid: `message-${id}`, timestamp: `2025-01-15T09:30:0${second}Z` };
  if (id === 3) return other();
  return state >= STATES.length ? inbound(fields) : status({ ...fields, status: STATES[state] });
}

test('after any sequence of arrivals, removals and undoing, messages are those of an index that is built at once', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      const record = openRecord(':memory:', { clock: () => 1_000_000 });
      const index = closing(openIndexDatabase(':memory:'));
      const projector = new Projector(record.db, index);
      const removals: number[] = [];
      for (const next of commands) {
        switch (next.type) {
          case 'append':
            record.append(...next.webhooks.map(arrival));
            break;
          case 'remove':
            removals.push(record.removals.remove(next.picks.filter((id) => id > 0)));
            break;
          case 'restore': {
            const removal = removals[next.pick];
            if (removal !== undefined) record.removals.restore(removal);
            break;
          }
          case 'step':
            projector.step();
            break;
        }
      }
      while (!projector.step().idle);
      const atOnce = closing(openIndexDatabase(':memory:'));
      const rebuilding = new Projector(record.db, atOnce);
      while (!rebuilding.step().idle);
      expect(messagesIn(index)).toEqual(messagesIn(atOnce));
    }),
    { numRuns: 200 },
  );
});

test('a step that fails leaves no half of a message behind', () => {
  const record = openRecord(':memory:');
  const index = closing(openIndexDatabase(':memory:'));
  const projector = new Projector(record.db, index);
  record.append(status(), status({ status: 'submitted' }));
  const before = messagesIn(index);
  index.exec(`CREATE TRIGGER full BEFORE INSERT ON messages BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  expect(() => projector.step()).toThrow('disk full');
  expect(messagesIn(index)).toEqual(before);
  index.exec('DROP TRIGGER full');
  while (!projector.step().idle);
  expect(index.prepare('SELECT webhooks, state FROM messages').all()).toEqual([{ webhooks: 2, state: 'delivered' }]);
});
