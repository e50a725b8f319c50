import { expect, test } from 'vitest';

import { createLog } from '../../../main/domain/log.ts';
import { openDeliveryConnection } from '../../../main/store/app-database.ts';
import { DeliveryStore } from '../../../main/store/delivery-store.ts';
import { listRunDeliveries } from '../../../main/store/run-deliveries.ts';
import { aDelivery, answered } from '../../support/a-delivery.ts';
import { closing, temporaryFiles } from '../../support/databases.ts';
import { queryPlans } from '../../support/query-plans.ts';

function openStore() {
  const { app } = temporaryFiles();
  const db = closing(openDeliveryConnection(app));
  const store = new DeliveryStore(db, { log: createLog(() => {}), flushed: () => {} });
  /** One delivery a webhook, each with this answer; null for none yet. */
  const send = (run: number | null, webhooks: readonly number[], answers: readonly (string | null)[]): void => {
    const ids = store.begin(
      webhooks.map((webhookId, position) => aDelivery({ webhookId, run: run === null ? null : { id: run, position } })),
    );
    ids.forEach((id, at) => {
      const answer = answers[at % answers.length] ?? null;
      if (answer !== null) store.finish(id, answered(Number(answer.slice(0, 3)), answer));
    });
    store.flush();
  };
  const page = (run: number, which: 'all' | 'failed' | 'changed', after = -1) =>
    listRunDeliveries(db, { run, which, after });
  return { app, send, page };
}

test('each is held against the webhook’s delivery before, also where that was in no run', () => {
  const { send, page } = openStore();
  send(null, [1, 2, 3, 4], ['200 ok', '200 ok', '500', '200 ok']);
  send(1, [4, 3, 2, 1, 5, 6], ['200 ok', '200 ok', '200 other', '200 ok', '404', null]);
  const told = (which: 'all' | 'failed' | 'changed') =>
    page(1, which).rows.map(({ webhookId, changedFrom }) => [webhookId, changedFrom?.status ?? null]);
  expect(told('all')).toEqual([
    [4, null],
    [3, 500],
    [2, 200],
    [1, null],
    [5, null],
    [6, null],
  ]);
  expect(told('changed')).toEqual([
    [3, 500],
    [2, 200],
  ]);
  expect(told('failed')).toEqual([[5, null]]);
});

test('a long run comes in pages, and no page looks at all of it', () => {
  const { send, page } = openStore();
  send(
    7,
    Array.from({ length: 3_050 }, (_, at) => at + 1),
    ['200 ok'],
  );
  const first = page(7, 'all');
  expect([first.rows.length, first.next]).toEqual([100, 99]);
  expect(page(7, 'all', 99).rows[0]).toMatchObject({ webhookId: 101, runPosition: 100 });
  expect(page(7, 'changed')).toEqual({ rows: [], next: 2_999 });
  expect(page(7, 'changed', 2_999)).toEqual({ rows: [], next: null });
});

test('both questions go by an index', () => {
  const { app, page } = openStore();
  const plans = queryPlans(app, {}, () => page(1, 'changed'));
  expect(plans.join('\n')).toMatch(/deliveries_by_run[\s\S]*deliveries_by_webhook/);
  expect(plans.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
});
