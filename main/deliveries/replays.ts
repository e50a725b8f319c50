import type {
  Comparison,
  DeliveryDetail,
  Edit,
  Run,
  RunPlan,
  RunState,
  SignatureChoice,
  Target,
} from '../../shared/contract/deliveries.ts';
import { MOST_IN_RUN } from '../../shared/contract/deliveries.ts';
import { AppError } from '../../shared/reply.ts';
import type { Log } from '../domain/log.ts';
import type { DeliveryStore } from '../store/delivery-store.ts';
import type { RunStore } from '../store/run-store.ts';
import { compareRuns } from './compare-runs.ts';
import { replayedWebhook } from './replayed-webhook.ts';
import type { RunParts } from './run-sender.ts';
import { RunSender } from './run-sender.ts';

export interface ReplayParts extends RunParts {
  readonly deliveries: DeliveryStore;
  readonly runs: RunStore;
  readonly log: Log;
  /** A run has begun or ended. */
  readonly changed: () => void;
}

const MOST_AT_ONCE = 8;

/** Sends captured webhooks again: one, one many times, or many. */
export class Replays {
  readonly #parts: ReplayParts;
  readonly #running = new Map<number, { readonly sender: RunSender; readonly ended: Promise<void> }>();

  constructor(parts: ReplayParts) {
    this.#parts = parts;
  }

  /** Sends one webhook once. Resolves with the delivery, whatever became of it. */
  async one(webhook: number, target: Target, signature: SignatureChoice, edit: Edit | null): Promise<DeliveryDetail> {
    const { source, clock, courier, deliveries, keyRing } = this.#parts;
    const stored = source.get(webhook);
    if (stored === null) throw new AppError('no-webhook', 'This webhook is gone.');
    const now = Math.floor(clock() / 1_000_000);
    const replayed = replayedWebhook(stored, { edit, signature }, keyRing(), now);
    const { receivedAt } = stored;
    const [delivery] = courier.send([
      { ...replayed, webhookId: webhook, receivedAt, target, way: 'replay', run: null, signature },
    ]);
    const { deliveryId } = (await delivery) ?? { deliveryId: 0 };
    deliveries.flush();
    const detail = deliveries.get(deliveryId);
    if (detail === null) throw new AppError('no-delivery', 'This delivery is gone.');
    return detail;
  }

  /** Begins a run and returns its number at once. */
  start(webhooks: readonly number[], target: Target, plan: RunPlan): number {
    const isOne = webhooks.length === 1;
    if (!isOne && (plan.repeat > 1 || plan.edit !== null)) {
      throw new AppError('one-at-a-time', 'Only a single webhook can be edited or repeated.');
    }
    if (webhooks.length > MOST_IN_RUN) {
      throw new AppError('too-many', `At most ${MOST_IN_RUN} webhooks can be replayed in one run.`);
    }
    this.#checkRoom();
    const ids = isOne ? new Uint32Array(plan.repeat).fill(webhooks[0] ?? 0) : Uint32Array.from(inOrder(webhooks, plan));
    const id = this.#parts.runs.create(target, plan, ids);
    this.#run(id);
    return id;
  }

  /** Sends what a run that ended early has not begun. What was under way when it ended is not sent again. */
  resume(id: number): void {
    const { run } = this.#parts.runs.get(id);
    if (run.state === 'running') throw new AppError('run-is-running', 'This run is running.');
    if (run.sent >= run.total) throw new AppError('run-is-done', 'Nothing is left of this run.');
    this.#checkRoom();
    this.#parts.runs.setState(id, 'running');
    this.#run(id);
  }

  cancel(id: number): void {
    this.#running.get(id)?.sender.stop('cancelled');
  }

  list(): Run[] {
    return this.#parts.runs.list();
  }

  compare(before: number, after: number): Comparison {
    const { runs } = this.#parts;
    return compareRuns(runs.answers(runs.get(before).run.id), runs.answers(runs.get(after).run.id));
  }

  /** Resolves when the run has ended; at once where it has. */
  async ended(id: number): Promise<Run> {
    await this.#running.get(id)?.ended;
    return this.#parts.runs.get(id).run;
  }

  /** Begins nothing more; each run then says where it stopped. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { sender } of running) sender.stop('interrupted');
    await Promise.all(running.map(({ ended }) => ended));
  }

  #run(id: number): void {
    const { runs, deliveries, log, changed } = this.#parts;
    const sender = new RunSender(runs.get(id), this.#parts);
    const end = (state: RunState): void => {
      this.#running.delete(id);
      deliveries.flush();
      runs.setState(id, state);
    };
    const ended = sender
      .send()
      .then(end, (error: unknown) => {
        log.error(`run ${id} broke off`, error);
        end('interrupted');
      })
      // A full disk: the next start sees that the run did not end.
      .catch((error: unknown) => log.error(`the end of run ${id} can’t be noted`, error))
      .then(changed);
    this.#running.set(id, { sender, ended });
    changed();
  }

  #checkRoom(): void {
    if (this.#running.size >= MOST_AT_ONCE) {
      throw new AppError('too-many-runs', `${MOST_AT_ONCE} runs are under way. Wait for one to end, or cancel it.`);
    }
  }
}

/** Numbers ascend in the order of arrival. */
function inOrder(webhooks: readonly number[], { order }: RunPlan): readonly number[] {
  switch (order) {
    case 'as-given':
      return webhooks;
    case 'oldest-first':
      return webhooks.toSorted((a, b) => a - b);
    case 'newest-first':
      return webhooks.toSorted((a, b) => b - a);
  }
}
