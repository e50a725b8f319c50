import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { JournaledSlot } from '../../../main/store/switch-journal.ts';
import type { Answer } from '../../../main/vonage/decide-restore.ts';
import { decideRestore, hasWanted, isSame } from '../../../main/vonage/decide-restore.ts';
import type { SlotReading } from '../../../main/vonage/slots.ts';

const NAMES = ['messages.inbound_url', 'messages.status_url', 'voice.answer_url', 'voice.event_url'];
const ADDRESSES = [
  'https://original.example/',
  'https://ours.example/',
  'https://older.example/',
  'https://theirs.example/',
  '',
];

const OURS: readonly string[] = ['https://ours.example/', 'https://older.example/'];

const address = fc.constantFrom(...ADDRESSES, null);
const content = fc.oneof(
  fc.constant({ address: null, present: false }),
  address.map((value) => ({ address: value, present: true })),
);
const journaled = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record({
        name: fc.constant(name),
        original: content,
        ours: fc.uniqueArray(fc.constantFrom(...OURS), { minLength: 1 }),
        settled: fc.boolean(),
        theirs: fc.constant(null),
      }),
    ),
  ),
);
const reading = fc
  .uniqueArray(fc.constantFrom(...NAMES))
  .chain((names) =>
    fc.tuple(...names.map((name) => content.map((value): SlotReading => ({ name, ...value, method: null })))),
  );
const answers = fc.array(
  fc.record({ name: fc.constantFrom(...NAMES), choice: fc.constantFrom('theirs', 'original'), seen: address }),
);

const addressOf = (now: readonly SlotReading[], name: string): string | null =>
  now.find((slot) => slot.name === name)?.address ?? null;

/** What Vonage holds after what was decided has been sent. */
function after(now: readonly SlotReading[], putBack: ReturnType<typeof decideRestore>['putBack']): SlotReading[] {
  const changed = putBack.map((change): SlotReading => ({ ...change, method: null }));
  return [...now.filter(({ name }) => !changed.some((one) => one.name === name)), ...changed];
}

describe('restoring', () => {
  test('changes nothing but what is ours, or what was answered for the very address that is there', () => {
    fc.assert(
      fc.property(journaled, reading, answers, (slots, now, given: readonly Answer[]) => {
        for (const { name } of decideRestore(slots, now, given).putBack) {
          const slot = slots.find((one) => one.name === name);
          const is = addressOf(now, name);
          const isOurs = is !== null && slot?.ours.includes(is) === true;
          const isAnswered = given.some(
            (one) => one.name === name && one.choice === 'original' && isSame({ address: one.seen }, { address: is }),
          );
          expect(slot?.settled).toBe(false);
          expect(isOurs || isAnswered).toBe(true);
        }
      }),
    );
  });

  test('puts back exactly what was there', () => {
    fc.assert(
      fc.property(journaled, reading, answers, (slots, now, given: readonly Answer[]) => {
        for (const { name, ...change } of decideRestore(slots, now, given).putBack) {
          expect(change).toEqual(slots.find((one) => one.name === name)?.original);
        }
      }),
    );
  });

  test('never touches again what is settled', () => {
    fc.assert(
      fc.property(journaled, reading, answers, (slots, now, given: readonly Answer[]) => {
        const decided = decideRestore(slots, now, given).slots;
        for (const [index, slot] of slots.entries()) if (slot.settled) expect(decided[index]).toBe(slot);
      }),
    );
  });

  test('is over after one request, but for what is to be asked', () => {
    fc.assert(
      fc.property(journaled, reading, answers, (slots, now, given: readonly Answer[]) => {
        const first = decideRestore(slots, now, given);
        const second = decideRestore(first.slots, after(now, first.putBack));
        expect(second.putBack).toEqual([]);
        for (const { settled, theirs } of second.slots) expect(settled).toBe(theirs === null);
      }),
    );
  });

  test('asks about every address of somebody else that nobody has answered for', () => {
    fc.assert(
      fc.property(journaled, reading, (slots, now) => {
        for (const slot of decideRestore(slots, now).slots) {
          const is = addressOf(now, slot.name);
          const before = slots.find(({ name }) => name === slot.name);
          const isForeign =
            before?.settled === false &&
            !isSame({ address: is }, before.original) &&
            !(is !== null && before.ours.includes(is));
          expect(slot.theirs !== null).toBe(isForeign);
        }
      }),
    );
  });
});

describe('an answer', () => {
  const slot: JournaledSlot = {
    name: 'messages.status_url',
    original: { address: 'https://original.example/', present: true },
    ours: ['https://ours.example/'],
    settled: false,
    theirs: { address: 'https://theirs.example/', present: true },
  };
  const now = (is: string | null): SlotReading[] =>
    is === null ? [] : [{ name: slot.name, address: is, present: true, method: 'POST' }];
  const answer = (choice: Answer['choice'], seen: string | null): Answer[] => [{ name: slot.name, choice, seen }];

  test('for an address that has changed again is no answer', () => {
    const decision = decideRestore(
      [slot],
      now('https://newer.example/'),
      answer('original', 'https://theirs.example/'),
    );
    expect(decision).toMatchObject({ putBack: [], slots: [{ theirs: { address: 'https://newer.example/' } }] });
  });

  test('to leave theirs ends it', () => {
    const decision = decideRestore([slot], now('https://theirs.example/'), answer('theirs', 'https://theirs.example/'));
    expect(decision).toMatchObject({ putBack: [], slots: [{ settled: true, theirs: null }] });
  });

  test('to put the original back holds until it is done', () => {
    const first = decideRestore([slot], now('https://theirs.example/'), answer('original', 'https://theirs.example/'));
    expect(first.putBack).toEqual([{ name: slot.name, address: 'https://original.example/', present: true }]);
    expect(decideRestore(first.slots, now('https://theirs.example/')).putBack).toEqual(first.putBack);
  });

  test('can be given where somebody has taken the slot away', () => {
    const asked = decideRestore([slot], now(null));
    expect(asked.slots).toMatchObject([{ settled: false, theirs: { address: null, present: false } }]);
    expect(decideRestore(asked.slots, now(null), answer('original', null)).putBack).toHaveLength(1);
    expect(decideRestore(asked.slots, now(null), answer('theirs', null)).slots).toMatchObject([{ settled: true }]);
  });
});

test('a request has taken effect where the address is found that it wanted', () => {
  const slots: JournaledSlot[] = [
    {
      name: 'a.b',
      original: { address: null, present: false },
      ours: ['https://earlier.example/', 'https://ours.example/'],
      settled: false,
      theirs: null,
    },
  ];
  expect(hasWanted(slots, [{ name: 'a.b', address: 'https://ours.example/', present: true, method: null }])).toBe(true);
  expect(hasWanted(slots, [{ name: 'a.b', address: 'https://earlier.example/', present: true, method: null }])).toBe(
    false,
  );
  expect(hasWanted(slots, [])).toBe(false);
});
