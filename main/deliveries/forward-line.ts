import type { Target, TargetState } from '../../shared/contract/deliveries.ts';
import type { Clock } from '../domain/clock.ts';
import type { DeliveryResult } from '../domain/delivery.ts';
import type { ForwardStore } from '../store/forward-store.ts';
import type { Courier, Delivered, Parcel } from './courier.ts';
import { isUnreachable } from './delivery-problem.ts';
import { HealthCheck } from './health-check.ts';
import type { Taken } from './lanes.ts';
import { Lanes } from './lanes.ts';
import { probeTarget } from './probe-target.ts';
import type { WebhookSource } from './webhook-source.ts';

/** What may wait for one target. Beyond it, webhooks are noted as missed; all of them are in the record anyway. */
export const MOST_WAITING = 10_000;

export interface LineParts {
  readonly source: WebhookSource;
  readonly forwards: ForwardStore;
  readonly courier: Courier;
  readonly clock: Clock;
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
  #target: Target;
  #underWay = 0;
  #pumping: NodeJS.Immediate | undefined;
  #isClosed = false;

  constructor(target: Target, since: number, parts: LineParts) {
    this.since = since;
    this.#target = target;
    this.#parts = parts;
    this.#health = new HealthCheck(
      () => probeTarget(this.#target, parts.courier.agents, parts.clock),
      parts.clock,
      parts.changed,
    );
  }

  get target(): Target {
    return this.#target;
  }

  get state(): Pick<TargetState, 'health' | 'waiting' | 'underWay'> {
    return { health: this.#health.health, waiting: this.#lanes.size, underWay: this.#underWay };
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
    return Math.max(this.since, (this.#lanes.oldest ?? readTo + 1) - 1);
  }

  /** Webhooks come in the order of their numbers. Those of one key are sent one after the other. */
  add(webhook: number, key: string): void {
    if (this.#health.isDown) this.#health.soon();
    if (this.#health.isDown || this.#lanes.size >= MOST_WAITING) return this.miss([webhook]);
    this.#lanes.add(webhook, key);
    this.#pumpSoon();
  }

  miss(webhooks: readonly number[]): void {
    this.#parts.forwards.addMissed(this.#target.id, webhooks);
    this.#parts.settled();
    this.#parts.changed();
  }

  observe(result: DeliveryResult, webhook: number): void {
    this.#health.observe(result);
    const isLost = result.problem !== null && isUnreachable(result.problem);
    if (isLost) this.miss([webhook, ...this.#lanes.drain()]);
  }

  /** What waits is noted as missed: nothing is forgotten because a target is switched off or the app quits. */
  close(): void {
    this.#isClosed = true;
    clearImmediate(this.#pumping);
    this.#health.close();
    const waiting = this.#lanes.drain();
    if (waiting.length > 0) this.#parts.forwards.addMissed(this.#target.id, waiting);
  }

  #pumpSoon(): void {
    if (!this.#isClosed) this.#pumping ??= setImmediate(() => this.#pump());
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
        continue;
      }
      taken.push(next);
      parcels.push(parcel);
    }
    if (parcels.length === 0) return;
    this.#underWay += parcels.length;
    this.#parts.courier.send(parcels).forEach((delivery, index) => void this.#settle(delivery, taken[index] as Taken));
  }

  async #settle(delivery: Promise<Delivered>, taken: Taken): Promise<void> {
    const { result } = await delivery;
    this.#underWay -= 1;
    this.#lanes.release(taken);
    if (!this.#isClosed) this.observe(result, taken.id);
    // Cut off before there was a connection: it can't have arrived.
    else if (result.problem?.wasConnected === false) this.#parts.forwards.addMissed(this.#target.id, [taken.id]);
    this.#parts.settled();
    this.#pumpSoon();
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
