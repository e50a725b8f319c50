import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { LIVES } from '../../../main/simulate/lives.ts';
import { planScenario } from '../../../main/simulate/plan.ts';
import { readScenario } from '../../../main/simulate/read-scenario.ts';
import type { Scramble } from '../../../main/simulate/scenario.ts';
import { scramble } from '../../../main/simulate/scramble.ts';

const life = LIVES.find(({ name }) => name === 'delivered')?.write('whatsapp') ?? '';
const plan = planScenario(readScenario(life), 0);
const told = (how: Scramble, seed = 1) =>
  scramble(plan, how, seed).map(({ at, entry, note }) => [at, entry.status, note]);

test('nothing asked for is nothing done', () => {
  expect(scramble(plan, {}, 1)).toEqual(plan);
});

test('submitted comes after delivered and read', () => {
  expect(told({ 'late-submitted': true })).toEqual([
    [1_000, 'delivered', null],
    [3_000, 'read', null],
    [3_000, 'submitted', 'late'],
  ]);
});

test('one is dropped, one comes again, one is signed wrongly, one is late', () => {
  expect(told({ drop: 1 })).toHaveLength(2);
  expect(told({ drop: 9 })).toEqual([]);
  const twice = told({ duplicate: 1 });
  expect(twice).toHaveLength(4);
  expect(twice.filter(([, , note]) => note === 'sent again')).toHaveLength(1);
  expect(scramble(plan, { 'bad-signature': 2 }, 1).filter(({ isForged }) => isForged)).toHaveLength(2);
  const late = told({ delay: 10_000 });
  expect(late.at(-1)).toEqual([expect.any(Number), expect.any(String), '10000 ms late']);
});

test('reordering keeps the times and all of the webhooks', () => {
  const orders = new Set<string>();
  for (let seed = 0; seed < 40; seed += 1) {
    const mixed = scramble(plan, { reorder: true }, seed);
    expect(mixed.map(({ at }) => at)).toEqual([0, 1_000, 3_000]);
    orders.add(mixed.map(({ entry }) => entry.status).join());
  }
  // All but the one that it was before.
  expect(orders.size).toBe(5);
  expect(orders).not.toContain(plan.map(({ entry }) => entry.status).join());
});

test('the same seed does the same, and what is sent was planned', () => {
  const how = fc.record(
    {
      drop: fc.integer({ min: 1, max: 4 }),
      duplicate: fc.integer({ min: 1, max: 4 }),
      'late-submitted': fc.boolean(),
      delay: fc.integer({ min: 0, max: 5_000 }),
      reorder: fc.boolean(),
      'bad-signature': fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(how, fc.nat(), (scrambling, seed) => {
      const once = scramble(plan, scrambling, seed);
      expect(scramble(plan, scrambling, seed)).toEqual(once);
      const planned = new Set(plan.map(({ payload }) => payload));
      expect(once.every(({ payload }) => planned.has(payload))).toBe(true);
      expect(once.map(({ at }) => at)).toEqual(once.map(({ at }) => at).toSorted((one, other) => one - other));
    }),
  );
});
