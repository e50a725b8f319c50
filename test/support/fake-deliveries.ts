import type { Channel, Input, Output } from '../../shared/contract.ts';
import type {
  Comparison,
  deliveryRequests,
  DeliveryDetail,
  LatestDelivery,
  Run,
  TargetState,
} from '../../shared/contract/deliveries.ts';
import { aTarget } from './targets.ts';

type Handlers = { [C in Channel & keyof typeof deliveryRequests]: (input: Input<C>) => Output<C> };

const UP = { state: 'up', message: null, checkedAt: 1_736_933_400_000_000, latencyUs: 900 } as const;

/** Targets, deliveries and runs as the window sees them, in memory: every target is up and answers 200. */
export class FakeDeliveries {
  targets: TargetState[] = [];
  deliveries: DeliveryDetail[] = [];
  runs: Run[] = [];
  comparison: Comparison = { compared: 0, changed: 0, changes: [], onlyBefore: 0, onlyAfter: 0, latency: null };
  /** Tells the window. */
  readonly #changed: () => void;

  constructor(changed: () => void = () => {}) {
    this.#changed = changed;
  }

  /** Something about the targets has changed outside of the window. */
  change(targets: TargetState[]): void {
    this.targets = targets;
    this.#changed();
  }

  latest(webhooks: readonly number[]): LatestDelivery[] {
    return webhooks.flatMap((webhookId) => {
      const row = this.deliveries.findLast((delivery) => delivery.row.webhookId === webhookId)?.row;
      return row === undefined ? [] : { ...row, webhookId };
    });
  }

  readonly handlers: Handlers = {
    'targets:list': () => this.targets,
    'targets:save': ({ id, ...fields }) => {
      const saved = id ?? this.targets.length + 1;
      const target = { ...fields, id: saved, health: UP, waiting: 0, underWay: 0, missed: 0 };
      this.targets = [...this.targets.filter((other) => other.id !== saved), target];
      this.#changed();
      return { id: saved };
    },
    'targets:remove': ({ id }) => {
      this.targets = this.targets.filter((target) => target.id !== id);
    },
    'targets:probe': () => UP,
    'targets:replay-missed': ({ id }) => {
      const { missed = 0 } = this.targets.find((target) => target.id === id) ?? {};
      this.#dismiss(id);
      return { run: this.#addRun(missed) };
    },
    'targets:dismiss-missed': ({ id }) => this.#dismiss(id),
    'deliveries:list': ({ webhook, run, before }) =>
      this.deliveries
        .map(({ row }) => row)
        .filter((row) => webhook === null || row.webhookId === webhook)
        .filter((row) => run === null || row.runId === run)
        .filter((row) => before === null || row.id < before)
        .toReversed(),
    'deliveries:latest': ({ webhooks }) => this.latest(webhooks),
    'deliveries:get': ({ id }) => this.deliveries.find(({ row }) => row.id === id) ?? null,
    'replay:one': ({ webhook, edit, signature }) => {
      const { id, name, url } = aTarget();
      const detail: DeliveryDetail = {
        row: {
          id: this.deliveries.length + 1,
          webhookId: webhook,
          targetId: id,
          targetName: name,
          way: 'replay',
          runId: null,
          runPosition: null,
          state: 'answered',
          startedAt: 1_736_933_400_000_000,
          method: edit?.method ?? 'POST',
          url: `${url}${edit?.target ?? '/webhooks/message-status'}`,
          edited: edit !== null,
          signature,
          status: 200,
          answerBytes: 2,
          problemCode: null,
          problem: null,
          connectUs: 300,
          firstByteUs: 4_200,
          totalUs: 4_400,
        },
        requestHeaders: [['Host', 'localhost:3000']],
        requestBody: null,
        answerHeaders: [['Content-Type', 'text/plain']],
        answerBody: new TextEncoder().encode('ok'),
      };
      this.deliveries.push(detail);
      this.#changed();
      return detail;
    },
    'replay:start': ({ webhooks, plan }) => ({ run: this.#addRun(webhooks.length * plan.repeat) }),
    'runs:list': () => this.runs,
    'runs:deliveries': ({ run, which }) => ({
      rows: this.deliveries
        .filter(({ row }) => row.runId === run)
        .map(({ row }) => ({ ...row, webhookId: row.webhookId ?? 0, changedFrom: this.#before(row) }))
        .filter(({ status, changedFrom }) =>
          which === 'all' ? true : which === 'failed' ? status !== 200 : changedFrom !== null,
        ),
      next: null,
    }),
    'runs:cancel': () => {},
    'runs:resume': () => {},
    'runs:compare': () => this.comparison,
  };

  #before({ id, webhookId, status }: DeliveryDetail['row']): DeliveryDetail['row'] | null {
    const before = this.deliveries.findLast(({ row }) => row.webhookId === webhookId && row.id < id)?.row;
    return before === undefined || before.status === status ? null : before;
  }

  #dismiss(id: number): void {
    this.targets = this.targets.map((target) => (target.id === id ? { ...target, missed: 0 } : target));
  }

  #addRun(total: number): number {
    const { name: targetName, url } = aTarget();
    const id = this.runs.length + 1;
    const at = 1_736_933_400_000_000;
    const counts = { total, sent: total, succeeded: total, failed: 0, unknown: 0 };
    this.runs = [
      { id, targetName, url, state: 'done', startedAt: at, endedAt: at + 1_000_000, ...counts },
      ...this.runs,
    ];
    this.#changed();
    return id;
  }
}

/** A simulated webhook that the first target took. */
export function aSimulated(id = 1): DeliveryDetail {
  const { id: targetId, name, url } = aTarget();
  return {
    row: {
      id,
      webhookId: null,
      targetId,
      targetName: name,
      way: 'simulate',
      runId: null,
      runPosition: null,
      state: 'answered',
      startedAt: 1_736_933_400_000_000,
      method: 'POST',
      url: `${url}/webhooks/message-status`,
      edited: false,
      signature: 'keep',
      status: 200,
      answerBytes: 2,
      problemCode: null,
      problem: null,
      connectUs: 300,
      firstByteUs: 1_900,
      totalUs: 2_000,
    },
    requestHeaders: [
      ['Host', 'localhost:3000'],
      ['Content-Type', 'application/json'],
    ],
    requestBody: new TextEncoder().encode('{"made":true}'),
    answerHeaders: [['Content-Type', 'text/plain']],
    answerBody: new TextEncoder().encode('ok'),
  };
}
