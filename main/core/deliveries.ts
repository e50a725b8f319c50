import type {
  DeliveryDetail,
  DeliveryQuery,
  DeliveryRow,
  Destination,
  Edit,
  LatestDelivery,
  RunDeliveryPage,
  RunDeliveryQuery,
  RunPlan,
  SignatureChoice,
  Target,
  TargetFields,
  TargetHealth,
  TargetState,
} from '../../shared/contract/deliveries.ts';
import { AppError } from '../../shared/reply.ts';
import type { IdRange } from '../capture/removals.ts';
import type { DataFolder } from '../data-folder.ts';
import { adHocTarget } from '../deliveries/ad-hoc-target.ts';
import { Courier } from '../deliveries/courier.ts';
import { Forwarder } from '../deliveries/forwarder.ts';
import { isReceiver, refuseReceiver } from '../deliveries/is-receiver.ts';
import { PassThrough } from '../deliveries/pass-through.ts';
import type { Probed } from '../deliveries/probe-target.ts';
import { probeTarget } from '../deliveries/probe-target.ts';
import { Replays } from '../deliveries/replays.ts';
import { WebhookSource } from '../deliveries/webhook-source.ts';
import type { Answer } from '../domain/captured-request.ts';
import type { Clock } from '../domain/clock.ts';
import type { OutgoingWebhook } from '../domain/delivery.ts';
import type { Log } from '../domain/log.ts';
import type { KeyRing } from '../signature/key-ring.ts';
import { openDeliveryConnection } from '../store/app-database.ts';
import { DeliveryStore } from '../store/delivery-store.ts';
import { ForwardStore } from '../store/forward-store.ts';
import type { Db } from '../store/open-database.ts';
import { listRunDeliveries } from '../store/run-deliveries.ts';
import { RunStore } from '../store/run-store.ts';
import { TargetStore } from '../store/target-store.ts';
import type { CoreEvents } from './core-state.ts';

export interface DeliveriesOptions {
  readonly folder: DataFolder;
  readonly appDb: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly events: CoreEvents;
  readonly keyRing: () => KeyRing;
  /** The highest id in the record: what is above it arrives from now on. */
  readonly lastId: number;
  readonly receiverPort: number;
  /** A live target for this run only. */
  readonly forwardTo?: Target | undefined;
}

/** How what was missed is sent once a target is back: as Vonage would, in order and not all at once. */
const MISSED_PLAN: RunPlan = {
  order: 'oldest-first',
  pace: { kind: 'at-once' },
  concurrency: 4,
  stopOnFailure: false,
  signature: 'keep',
  repeat: 1,
  edit: null,
};

/** Targets, and everything that is sent to them. */
export class Deliveries {
  readonly replays: Replays;
  readonly courier: Courier;
  readonly #options: DeliveriesOptions;
  readonly #db: Db;
  readonly #store: DeliveryStore;
  readonly #forwards: ForwardStore;
  readonly #targets: TargetStore;
  readonly #source: WebhookSource;
  readonly #forwarder: Forwarder;
  readonly #passThrough: PassThrough;
  #isClosed = false;

  constructor(options: DeliveriesOptions) {
    const { folder, appDb, clock, log, events, keyRing, lastId } = options;
    // Whoever asked for it believes that webhooks are forwarded.
    if (options.forwardTo !== undefined) refuseReceiver(options.forwardTo, options.receiverPort);
    this.#options = options;
    this.#db = openDeliveryConnection(folder.app);
    const over = (ids: readonly number[]): void => void events.emit('deliveries', ids);
    this.#store = new DeliveryStore(this.#db, { log, flushed: over });
    this.#forwards = new ForwardStore(this.#db);
    // What an earlier run without a window was told to forward to is not this one's business.
    this.#forwards.forget(0);
    this.#targets = new TargetStore(appDb, clock);
    this.#source = new WebhookSource(folder.capture);
    this.courier = new Courier(this.#store, clock);
    const shared = { source: this.#source, courier: this.courier, clock, deliveries: this.#store };
    this.#forwarder = new Forwarder({
      ...shared,
      log,
      forwards: this.#forwards,
      startedAt: lastId,
      changed: () => void events.emit('targets'),
    });
    this.#passThrough = new PassThrough(this.courier, {
      passedThrough: (target, webhookId, result) => {
        this.#forwarder.passedThrough(webhookId, target.id);
        this.#forwarder.observe(target.id, result, webhookId);
      },
      turn: (target, key, limitMs) => this.#forwarder.turn(target, key, limitMs),
    });
    this.replays = new Replays({
      ...shared,
      runs: new RunStore(this.#db, clock),
      keyRing,
      log,
      changed: () => over([]),
    });
    this.#configure();
  }

  get newest(): number {
    return this.#store.newest;
  }

  /** The record has all webhooks up to this one. */
  wake(committed: number): void {
    if (!this.#isClosed) this.#forwarder.wake(committed);
  }

  /** Null where no target answers in our place. */
  answer(webhook: OutgoingWebhook, receivedAt: number, otherwise: () => Answer): Promise<Answer> | null {
    return this.#isClosed ? null : this.#passThrough.answer(webhook, receivedAt, otherwise);
  }

  /** The webhook with this answer is in the record. */
  stored(answer: Answer, webhookId: number): void {
    try {
      this.#passThrough.stored(answer, webhookId);
    } catch (error) {
      // Others of the same commit wait for their answers.
      this.#options.log.error('a delivery can’t be noted', error);
    }
  }

  /** The webhook with this answer could not be stored. */
  notStored(answer: Answer): void {
    this.#passThrough.notStored(answer);
  }

  targets(): TargetState[] {
    return this.#all().map((target) => this.#forwarder.stateOf(target));
  }

  saveTarget(id: number | null, fields: TargetFields): number {
    if (fields.live) refuseReceiver(fields, this.#options.receiverPort);
    const saved = this.#targets.save(id, fields);
    this.#configure();
    return saved;
  }

  removeTarget(id: number): void {
    this.#targets.remove(id);
    this.#configure();
    this.#forwards.forget(id);
  }

  probe(target: Probed): Promise<TargetHealth> {
    return probeTarget(target, this.courier.agents, this.#options.clock);
  }

  /** Returns the number of the run. */
  replayMissed(id: number): number {
    this.#forwarder.saveMarks();
    const missed = this.#forwards.missed(id);
    if (missed.length === 0) throw new AppError('nothing-missed', 'This target has missed nothing.');
    const run = this.replays.start(missed, this.resolve({ target: id }), MISSED_PLAN);
    this.dismissMissed(id);
    return run;
  }

  dismissMissed(id: number): void {
    this.#forwarder.saveMarks();
    this.#forwards.clearMissed(id);
    this.#options.events.emit('targets');
  }

  /** These webhooks are gone for good, and so are their copies here. */
  forget(ranges: readonly IdRange[]): void {
    if (this.#isClosed) return;
    this.#store.forget(ranges);
    if (this.#forwards.forgetMissed(ranges)) this.#options.events.emit('targets');
  }

  /** Deletes a few simulated deliveries that began before this; false when none is left. */
  forgetSimulated(before: number): boolean {
    return this.#store.forgetSimulated(before);
  }

  list(query: DeliveryQuery): DeliveryRow[] {
    return this.#store.list(query);
  }

  ofRun(query: RunDeliveryQuery): RunDeliveryPage {
    return listRunDeliveries(this.#db, query);
  }

  latest(webhooks: readonly number[]): LatestDelivery[] {
    return this.#store.latest(webhooks);
  }

  get(id: number): DeliveryDetail | null {
    return this.#store.get(id);
  }

  async replayOne(
    webhook: number,
    to: Destination,
    signature: SignatureChoice,
    edit: Edit | null,
  ): Promise<DeliveryDetail> {
    return this.replays.one(webhook, this.resolve(to), signature, edit);
  }

  startRun(webhooks: readonly number[], to: Destination, plan: RunPlan): number {
    return this.replays.start(webhooks, this.resolve(to), plan);
  }

  /** The target that is meant, or one for this once. */
  resolve(to: Destination): Target {
    if ('url' in to) return adHocTarget(to.url, to.allowSelfSigned);
    const target = this.#targets.list().find(({ id }) => id === to.target);
    if (target === undefined) throw new AppError('no-target', 'This target is gone.');
    return target;
  }

  /** Lets what is under way end for a moment. What was not forwarded is offered at the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#forwarder.close();
    await Promise.all([this.replays.close(), this.courier.close(), this.#passThrough.close()]);
    this.#store.flush();
    this.#source.close();
    this.#db.close();
  }

  #all(): Target[] {
    const { forwardTo } = this.#options;
    return [...this.#targets.list(), ...(forwardTo === undefined ? [] : [forwardTo])];
  }

  #configure(): void {
    const { receiverPort } = this.#options;
    const targets = this.#all().filter(({ url }) => !isReceiver(url, receiverPort));
    this.#passThrough.configure(targets);
    this.#forwarder.configure(targets);
  }
}
