import type { Target, TargetState } from '../../shared/contract/deliveries.ts';
import type { Clock } from '../domain/clock.ts';
import type { DeliveryResult } from '../domain/delivery.ts';
import type { Log } from '../domain/log.ts';
import type { ForwardStore } from '../store/forward-store.ts';
import type { Courier, Delivered, Parcel } from './courier.ts';
import { isUnreachable } from './delivery-problem.ts';
import { HealthCheck } from './health-check.ts';
import type { Taken } from './lanes.ts';
import { Lanes } from './lanes.ts';
import { MissedNotes } from './missed-notes.ts';
import { probeTarget } from './probe-target.ts';
import type { WebhookSource } from './webhook-source.ts';

/** What may wait for one target. Beyond it, webhooks are noted as missed; all of them are in the record anyway. */
export const MOST_WAITING = 10_000;

const RETRY_MS = 1_000;

export interface LineParts {
  readonly source: WebhookSource;
  readonly forwards: ForwardStore;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: () => void;
  /** Something was delivered or missed, so the mark may move. */
  readonly settled: () => void;
}

/** What waits for one target and is under way to it. Numbers only: the bytes stay in the record until they are sent. */
export class ForwardLine {
  /** Webhooks up to this one are none of its business. */
  readonly since: number;
  readonly #parts: LineParts;
  readonly #lanes = new Lanes();
  readonly #health: HealthCheck;
  readonly #missed: MissedNotes;
  #target: Target;
  #underWay = 0;
  #pumping: NodeJS.Immediate | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(target: Target, since: number, parts: LineParts) {
    this.since = since;
    this.#target = target;
    this.#parts = parts;
    this.#missed = new MissedNotes(target.id, parts);
    this.#health = new HealthCheck(
      () => probeTarget(this.#target, parts.courier.agents, parts.clock),
      parts.clock,
      parts.changed,
    );
  }

  get target(): Target {
    return this.#target;
  }

  get state(): Omit<TargetState, keyof Target> {
    const missed = this.#parts.forwards.missedCount(this.#target.id) + this.#missed.count;
    return { health: this.#health.health, waiting: this.#lanes.size, underWay: this.#underWay, missed };
  }

  /** Goes on with what is changed about the target; false where it is at another address, which is another line. */
  accept(target: Target): boolean {
    if (target.url !== this.#target.url || target.allowSelfSigned !== this.#target.allowSelfSigned) return false;
    this.#target = target;
    this.#pumpSoon();
    return true;
  }

  /** Everything up to this webhook has been sent, or noted as missed. */
  settledTo(readTo: number): number {
    const unsettled = Math.min(this.#lanes.oldest ?? Infinity, this.#missed.oldest ?? Infinity, readTo + 1);
    return Math.max(this.since, unsettled - 1);
  }

  /** Webhooks come in the order of their numbers. Those of one key are sent one after the other. */
  add(webhook: number, key: string): void {
    if (this.#health.isDown) this.#health.soon();
    if (this.#health.isDown || this.#lanes.size >= MOST_WAITING) return this.miss([webhook]);
    this.#lanes.add(webhook, key);
    this.#pumpSoon();
  }

  /** Keeps this message waiting, until it is released; false while one is under way, or one up to this id waits. */
  hold(key: string, after: number): boolean {
    return this.#lanes.hold(key, after);
  }

  release(key: string): void {
    this.#lanes.release({ key });
    this.#pumpSoon();
  }

  miss(webhooks: readonly number[]): void {
    this.#missed.add(webhooks);
    this.#parts.settled();
  }

  /** Writes what was missed so far. */
  noteMissed(): void {
    this.#missed.flush();
  }

  observe(result: DeliveryResult, webhook: number): void {
    if (this.#isClosed) return this.#observeLate(result, webhook);
    this.#health.observe(result);
    const isLost = result.problem !== null && isUnreachable(result.problem);
    if (isLost) this.miss([webhook, ...this.#lanes.drain()]);
  }

  /** What waits is noted as missed: nothing is forgotten because a target is switched off or the app quits. */
  close(): void {
    this.#isClosed = true;
    clearImmediate(this.#pumping);
    clearTimeout(this.#retry);
    this.#health.close();
    this.#missed.add(this.#lanes.drain());
    this.#missed.close();
  }

  #pumpSoon(): void {
    if (!this.#isClosed && this.#retry === undefined) this.#pumping ??= setImmediate(() => this.#pump());
  }

  /** Fills the free places with one note for all. */
  #pump(): void {
    this.#pumping = undefined;
    const taken: Taken[] = [];
    const parcels: Parcel[] = [];
    while (this.#underWay + taken.length < this.#target.parallel) {
      const next = this.#lanes.take();
      if (next === null) break;
      const parcel = this.#parcelOf(next.id);
      if (parcel === null) {
        this.#lanes.release(next);
        this.#parts.settled();
        continue;
      }
      taken.push(next);
      parcels.push(parcel);
    }
    if (parcels.length > 0) this.#send(parcels, taken);
  }

  /** What can't be noted is not sent: after a crash nobody would know of it. It waits until the disk takes notes again. */
  #send(parcels: readonly Parcel[], taken: readonly Taken[]): void {
    try {
      const deliveries = this.#parts.courier.send(parcels);
      this.#underWay += parcels.length;
      deliveries.forEach((delivery, index) => void this.#settle(delivery, taken[index] as Taken));
    } catch (error) {
      this.#parts.log.error(`webhooks for ${this.#target.name} wait, because deliveries can’t be noted`, error);
      this.#lanes.putBack(taken);
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        this.#pumpSoon();
      }, RETRY_MS).unref();
    }
  }

  async #settle(delivery: Promise<Delivered>, taken: Taken): Promise<void> {
    const { result } = await delivery;
    this.#underWay -= 1;
    this.#lanes.release(taken);
    this.observe(result, taken.id);
    this.#parts.settled();
    this.#pumpSoon();
  }

  /** Cut off before there was a connection: it can't have arrived. */
  #observeLate({ problem }: DeliveryResult, webhook: number): void {
    if (problem?.wasConnected !== false) return;
    this.#missed.add([webhook]);
    this.#missed.close();
  }

  /** Null where it has been removed meanwhile. */
  #parcelOf(id: number): Parcel | null {
    const webhook = this.#parts.source.get(id);
    if (webhook === null) return null;
    const { receivedAt } = webhook;
    const unchanged = { edited: false, signature: 'keep', hasOwnBody: false, run: null } as const;
    return { webhookId: id, receivedAt, webhook, target: this.#target, way: 'forward', ...unchanged };
  }
}
