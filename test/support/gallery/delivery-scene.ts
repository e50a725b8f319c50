import type { DeliveryDetail, TargetState } from '../../../shared/contract/deliveries.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { aSimulated } from '../fake-deliveries.ts';
import { aTarget } from '../targets.ts';

const NOW = Date.now() * 1_000;
const JSON_TYPE: [string, string] = ['Content-Type', 'application/json'];
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Two targets, one of them down; deliveries of the newest webhooks, and two runs. */
export function playDeliveries({ deliveries, simulator, newest }: FakeBridge): void {
  const health = { state: 'up', message: null, checkedAt: NOW - 4_000_000, latencyUs: 1_840 } as const;
  const down: TargetState['health'] = {
    state: 'down',
    message: 'connection refused: nothing listens on localhost:4000',
    checkedAt: NOW - 20_000_000,
    latencyUs: null,
  };
  deliveries.targets = [
    { ...aTarget({ name: 'chat backend', mode: 'pass-through' }), health, waiting: 0, underWay: 0, missed: 0 },
    {
      ...aTarget({ id: 2, name: 'receipts', url: 'http://localhost:4000', kinds: ['delivery-receipt'] }),
      health: down,
      waiting: 0,
      underWay: 0,
      missed: 12,
    },
  ];
  for (let webhook = Math.max(1, newest - 24); webhook <= newest; webhook += 1) {
    deliveries.deliveries.push(aDelivery(deliveries.deliveries.length + 1, webhook, webhook % 6 === 0 ? 500 : 200));
  }
  const at = deliveries.deliveries.length;
  deliveries.deliveries.push(
    refused(at + 1, newest),
    aDelivery(at + 2, newest, 422, { error: 'unknown sender', hint: 'ask for consent' }),
  );
  for (let place = 0; place < 12; place += 1) {
    const replayed = aDelivery(at + 3 + place, newest - 23 + place, place % 4 === 1 ? 503 : 200);
    deliveries.deliveries.push({ ...replayed, row: { ...replayed.row, way: 'replay', runId: 2, runPosition: place } });
  }
  simulator.delivery = at + 15;
  deliveries.deliveries.push(aSimulated(simulator.delivery));
  const run = { targetName: 'chat backend', url: 'http://localhost:3000', startedAt: NOW - 60_000_000, unknown: 0 };
  deliveries.runs = [
    { ...run, id: 3, state: 'running', endedAt: null, total: 240, sent: 96, succeeded: 95, failed: 1 },
    { ...run, id: 2, state: 'stopped', endedAt: NOW, total: 40, sent: 12, succeeded: 11, failed: 1 },
    { ...run, id: 1, state: 'done', endedAt: NOW, total: 40, sent: 40, succeeded: 40, failed: 0 },
  ];
  deliveries.comparison = {
    compared: 12,
    changed: 2,
    changes: [
      { webhookId: newest, before: 1, after: 2, beforeText: '200', afterText: '500', bodyOnly: false },
      { webhookId: newest - 3, before: 3, after: 4, beforeText: '200', afterText: '200', bodyOnly: true },
    ],
    onlyBefore: 28,
    onlyAfter: 0,
    latency: {
      before: { medianUs: 4_200, p95Us: 9_800 },
      after: { medianUs: 12_900, p95Us: 61_000 },
      shiftUs: 8_700,
    },
  };
}

function aDelivery(id: number, webhookId: number, status: number, body: object = { received: true }): DeliveryDetail {
  const answerBody = encode(body);
  return {
    row: {
      id,
      webhookId,
      targetId: 1,
      targetName: 'chat backend',
      way: 'forward',
      runId: null,
      runPosition: null,
      state: 'answered',
      startedAt: NOW - (30 - id) * 1_000_000,
      method: 'POST',
      url: 'http://localhost:3000/webhooks/message-status',
      edited: false,
      signature: 'keep',
      status,
      answerBytes: answerBody.length,
      problemCode: null,
      problem: null,
      connectUs: 310,
      firstByteUs: 4_200 + id * 90,
      totalUs: 4_400 + id * 100,
    },
    requestHeaders: [['Host', 'localhost:3000'], JSON_TYPE, ['X-Webhook-Inspector-Delivery', 'forward']],
    requestBody: null,
    answerHeaders: [JSON_TYPE, ['X-Powered-By', 'Express']],
    answerBody,
  };
}

function refused(id: number, webhookId: number): DeliveryDetail {
  const { row, ...rest } = aDelivery(id, webhookId, 200);
  const problem = 'connection refused: nothing listens on localhost:3000';
  return {
    ...rest,
    row: { ...row, way: 'replay', state: 'failed', status: null, answerBytes: null, problemCode: 'refused', problem },
    answerHeaders: [],
    answerBody: null,
  };
}
