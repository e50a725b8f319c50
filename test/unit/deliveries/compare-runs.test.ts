import { expect, test } from 'vitest';

import { compareRuns } from '../../../main/deliveries/compare-runs.ts';
import type { RunAnswer } from '../../../main/store/run-store.ts';

let deliveries = 0;
function answer(webhookId: number, fields: Partial<RunAnswer> = {}): RunAnswer {
  deliveries += 1;
  return {
    deliveryId: deliveries,
    webhookId,
    status: 200,
    problem: null,
    answerHash: 'same',
    totalUs: 1_000,
    ...fields,
  };
}

test('two runs with the same answers differ in nothing', () => {
  expect(compareRuns([answer(1), answer(2)], [answer(2), answer(1)])).toMatchObject({
    compared: 2,
    changed: 0,
    changes: [],
    onlyBefore: 0,
    onlyAfter: 0,
  });
});

test('changed answers are told, by status, by body and by failure', () => {
  const before = [answer(1, { status: 500 }), answer(2), answer(3), answer(4)];
  const after = [
    answer(1),
    answer(2, { answerHash: 'other' }),
    answer(3, { status: null, problem: 'Refused.' }),
    answer(4),
  ];
  const { changed, changes } = compareRuns(before, after);
  expect(changed).toBe(3);
  expect(
    changes.map(({ webhookId, beforeText, afterText, bodyOnly }) => [webhookId, beforeText, afterText, bodyOnly]),
  ).toEqual([
    [1, '500', '200', false],
    [2, '200', '200', true],
    [3, '200', 'Refused.', false],
  ]);
});

test('what only one of them has is counted, and repeats are held against each other in turn', () => {
  const compared = compareRuns(
    [answer(1), answer(1, { status: 201 }), answer(2)],
    [answer(1), answer(1), answer(1), answer(3)],
  );
  expect(compared).toMatchObject({ compared: 2, changed: 1, onlyBefore: 1, onlyAfter: 2 });
});

test('the shift of latency is the middle of all shifts, over answers in both', () => {
  const before = [1, 2, 3, 4].map((id) => answer(id, { totalUs: 1_000 * id }));
  const after = [
    answer(1, { totalUs: 1_500 }),
    answer(2, { totalUs: 2_500 }),
    answer(3, { totalUs: 90_000 }),
    answer(4, { status: null, problem: 'Refused.', totalUs: 1 }),
  ];
  expect(compareRuns(before, after).latency).toEqual({
    before: { medianUs: 2_000, p95Us: 3_000 },
    after: { medianUs: 2_500, p95Us: 90_000 },
    shiftUs: 500,
  });
  expect(compareRuns([], []).latency).toBeNull();
});
