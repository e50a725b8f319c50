import { describe, expect, test } from 'vitest';

import type { DeliveryQuery } from '../../../shared/contract/deliveries.ts';
import { createLog } from '../../../main/domain/log.ts';
import { openDeliveryConnection } from '../../../main/store/app-database.ts';
import type { DeliveryLimits } from '../../../main/store/delivery-store.ts';
import { DeliveryStore } from '../../../main/store/delivery-store.ts';
import { ForwardStore, MOST_MISSED } from '../../../main/store/forward-store.ts';
import { RunStore } from '../../../main/store/run-store.ts';
import { aDelivery, answered } from '../../support/a-delivery.ts';
import { closing, temporaryFiles } from '../../support/databases.ts';
import { queryPlans } from '../../support/query-plans.ts';
import { aPlan, aTarget } from '../../support/targets.ts';

const ALL: DeliveryQuery = { webhook: null, target: null, run: null, failed: false, before: null };

function openStore(limits?: DeliveryLimits) {
  const { app } = temporaryFiles();
  const db = closing(openDeliveryConnection(app));
  const open = () =>
    new DeliveryStore(db, {
      log: createLog(() => {}),
      flushed: () => {},
      ...(limits === undefined ? {} : { limits }),
    });
  return { app, db, open, store: open(), runs: new RunStore(db, () => 7) };
}

test('the newest delivery of each webhook is what the list shows', () => {
  const { store } = openStore();
  const [first = 0, , third = 0] = store.begin([1, 2, 1].map((webhookId) => aDelivery({ webhookId })));
  store.finish(first, answered(500));
  store.finish(third, answered(200));
  store.flush();
  const latest = store.latest([1, 2, 3]).map(({ webhookId, state, status }) => [webhookId, state, status]);
  expect(latest).toEqual([
    [1, 'answered', 200],
    [2, 'sending', null],
  ]);
});

test('the deliveries of webhooks that are gone for good go as well, and their bytes are free again', () => {
  const { db, store } = openStore();
  const ids = store.begin([1, 2, 3, 4].map((webhookId) => aDelivery({ webhookId, body: Buffer.from('edited') })));
  for (const id of ids) store.finish(id, answered(200));
  store.flush();
  store.forget([
    { first: 1, last: 2 },
    { first: 4, last: 9 },
  ]);
  expect(store.list(ALL).map(({ webhookId }) => webhookId)).toEqual([3]);
  store.begin([aDelivery({ webhookId: 5 })]);
  expect(db.prepare('SELECT rows, bytes FROM delivery_totals').get()).toEqual({ rows: 2, bytes: 8 });
});

const simulated = (startedAt: number) =>
  aDelivery({ webhookId: null, way: 'simulate', startedAt, body: Buffer.from('made') });

test('simulated ones go by age, and the rest with their webhooks', () => {
  const { db, store } = openStore();
  store.begin([aDelivery({ startedAt: 1 }), simulated(1), simulated(2), simulated(3)]);
  expect(store.forgetSimulated(3)).toBe(false); // They are still under way.
  for (const id of [1, 2, 3, 4]) store.finish(id, answered(200));
  store.flush();
  expect(store.forgetSimulated(3)).toBe(true);
  expect(store.forgetSimulated(3)).toBe(false);
  expect(store.list(ALL).map(({ id }) => id)).toEqual([4, 1]);
  expect(db.prepare('SELECT rows, bytes FROM delivery_totals').get()).toEqual({ rows: 2, bytes: 8 });
  store.forget([{ first: 0, last: 9 }]);
  expect(store.list(ALL).map(({ id, webhookId }) => [id, webhookId])).toEqual([[4, null]]);
});

test('what a target missed and is gone for good is not offered any more', () => {
  const { db } = openStore();
  const forwards = new ForwardStore(db);
  forwards.addMissed(1, [1, 2, 3]);
  expect(forwards.forgetMissed([{ first: 7, last: 9 }])).toBe(false);
  expect(forwards.forgetMissed([{ first: 2, last: 9 }])).toBe(true);
  expect([forwards.missed(1), forwards.missedCount(1)]).toEqual([[1], 1]);
  expect(new ForwardStore(db).missedCount(1)).toBe(1);
});

test('a delivery is there before it is sent, and then with what came back', () => {
  const { store } = openStore();
  const [id = 0] = store.begin([aDelivery()]);
  expect(store.get(id)).toMatchObject({
    row: { id, state: 'sending', url: 'http://localhost:3000/x?y=1', startedAt: 7, status: null, edited: false },
    requestHeaders: [
      ['Host', 'localhost:3000'],
      ['X', ''],
    ],
    answerHeaders: [],
    answerBody: null,
  });
  store.finish(id, answered(201));
  store.flush();
  expect(store.get(id)).toMatchObject({
    row: { state: 'answered', status: 201, answerBytes: 2, problem: null, totalUs: 3 },
    answerHeaders: [
      ['A', '1'],
      ['a', '2'],
    ],
    answerBody: Buffer.from('ok'),
  });
});

test('what was under way when the process died is unknown from then on', () => {
  const { open, store, runs } = openStore();
  const run = runs.create(aTarget(), aPlan(), Uint32Array.of(5, 6, 7));
  const ids = store.begin([0, 1].map((position) => aDelivery({ run: { id: run, position }, way: 'replay' })));
  store.finish(ids[0] ?? 0, answered(200));
  store.flush();
  const again = open();
  expect(again.list({ ...ALL, run })).toMatchObject([
    { runPosition: 1, state: 'unknown', problemCode: 'app-ended' },
    { runPosition: 0, state: 'answered' },
  ]);
  expect(runs.get(run)).toMatchObject({
    run: { state: 'interrupted', total: 3, sent: 2, succeeded: 1, failed: 0, unknown: 1 },
    webhooks: Uint32Array.of(5, 6, 7),
    plan: aPlan(),
    target: aTarget(),
  });
});

describe('a list', () => {
  test('has the newest first, and what was asked for', () => {
    const { store } = openStore();
    const ids = store.begin([1, 2, 1, 2].map((webhookId, n) => aDelivery({ webhookId, targetId: n < 3 ? 1 : 2 })));
    ids.forEach((id, n) => store.finish(id, answered(n === 2 ? 500 : 204)));
    store.flush();
    const list = (query: Partial<DeliveryQuery>): number[] => store.list({ ...ALL, ...query }).map(({ id }) => id);
    expect(list({})).toEqual([4, 3, 2, 1]);
    expect(list({ webhook: 1 })).toEqual([3, 1]);
    expect(list({ target: 2 })).toEqual([4]);
    expect(list({ failed: true })).toEqual([3]);
    expect(list({ before: 3 })).toEqual([2, 1]);
    expect([...store.forwarded(1, [1, 2, 9])]).toEqual([1, 2]);
    expect([...store.forwarded(2, [1])]).toEqual([]);
  });

  test('of a webhook, a target or a run is found by an index', () => {
    const { app, store, runs } = openStore();
    const plans = queryPlans(app, {}, () => {
      for (const one of [{ webhook: 1 }, { target: 1 }, { run: 1 }, {}]) store.list({ ...ALL, ...one });
      runs.answers(1);
      store.forwarded(1, [1]);
      store.latest([1]);
      store.forgetSimulated(1);
    });
    expect(plans.map((plan) => /deliveries_by_\w+|SCAN deliveries$/.exec(plan)?.[0])).toEqual([
      'deliveries_by_webhook',
      'deliveries_by_target',
      'deliveries_by_run',
      'SCAN deliveries',
      'deliveries_by_run',
      'deliveries_by_webhook',
      'deliveries_by_webhook',
      'deliveries_by_webhook',
    ]);
    expect(plans.at(-1)).not.toContain('TEMP B-TREE');
  });
});

test('the oldest give way, by number and by size', () => {
  const few = openStore({ rows: 10, bytes: 1e9 });
  for (const id of few.store.begin(Array.from({ length: 300 }, () => aDelivery()))) few.store.finish(id, answered(200));
  few.store.flush();
  expect(few.store.list(ALL).at(-1)?.id).toBe(201);
  const small = openStore({ rows: 1e9, bytes: 100 });
  const [first = 0] = small.store.begin([aDelivery({ body: Buffer.alloc(90) })]);
  small.store.finish(first, answered(200, 'x'.repeat(20)));
  small.store.flush();
  expect(small.store.list(ALL)).toEqual([]);
});

test('what a target missed is bounded, and the oldest gives way', () => {
  const { db } = openStore();
  const forwards = new ForwardStore(db);
  forwards.addMissed(
    1,
    Array.from({ length: MOST_MISSED + 5 }, (_, n) => n + 1),
  );
  forwards.addMissed(1, [MOST_MISSED]);
  expect([forwards.missedCount(1), forwards.missed(1)[0], new ForwardStore(db).missedCount(1)]).toEqual([
    MOST_MISSED,
    6,
    MOST_MISSED,
  ]);
  forwards.clearMissed(1);
  expect([forwards.missedCount(1), forwards.missed(1)]).toEqual([0, []]);
});
