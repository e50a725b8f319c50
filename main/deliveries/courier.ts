import type { DeliveryWay, SignatureChoice, Target } from '../../shared/contract/deliveries.ts';
import type { Clock } from '../domain/clock.ts';
import type { DeliveryResult, OutgoingWebhook, SentRequest } from '../domain/delivery.ts';
import type { DeliveryStore } from '../store/delivery-store.ts';
import type { NewDelivery } from '../store/delivery-writes.ts';
import { Agents } from './agents.ts';
import { deliver } from './deliver.ts';
import { outgoingRequest } from './outgoing-request.ts';

/** One webhook on its way to one target. */
export interface Parcel {
  /** Null for a simulated one, which was never received. */
  readonly webhookId: number | null;
  /** Microseconds since 1970. */
  readonly receivedAt: number;
  readonly webhook: OutgoingWebhook;
  readonly target: Target;
  readonly way: DeliveryWay;
  readonly run: NewDelivery['run'];
  readonly edited: boolean;
  readonly signature: SignatureChoice;
  /** Whether the body is another one than the record has, and has to be kept. */
  readonly hasOwnBody: boolean;
  /** Ends the delivery before its time. */
  readonly signal?: AbortSignal | undefined;
}

export interface Delivered {
  readonly deliveryId: number;
  readonly result: DeliveryResult;
}

const GRACE_MS = 1_000;

/** Sends parcels and notes each: before it goes, and what came of it. */
export class Courier {
  readonly agents = new Agents();
  readonly #store: DeliveryStore;
  readonly #clock: Clock;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(store: DeliveryStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Notes all of them in one transaction, then sends. Each promise resolves when its delivery is over; none rejects. */
  send(parcels: readonly Parcel[]): Promise<Delivered>[] {
    const requests = parcels.map((parcel) => toRequest(parcel, parcel.webhookId));
    const startedAt = this.#clock();
    const ids = this.#store.begin(
      parcels.map((parcel, index) => toNewDelivery(parcel, requests[index] as SentRequest, startedAt)),
    );
    return parcels.map(async (parcel, index) => {
      const deliveryId = ids[index] as number;
      const result = await this.#deliver(requests[index] as SentRequest, parcel);
      this.#store.finish(deliveryId, result);
      return { deliveryId, result };
    });
  }

  /** Sends what is not stored yet; it is noted by `note` once it has a number. */
  async sendUnnoted(parcel: Omit<Parcel, 'webhookId'>): Promise<{ request: SentRequest; result: DeliveryResult }> {
    const request = toRequest(parcel, null);
    return { request, result: await this.#deliver(request, parcel) };
  }

  /** Notes a delivery that can't be sent, and why. */
  refuse(parcel: Parcel, { code, message }: { code: string; message: string }): DeliveryResult {
    const problem = { code, message, wasConnected: false };
    const result = { answer: null, problem, times: { connectUs: null, firstByteUs: null, totalUs: 0 } };
    this.note(parcel, toRequest(parcel, parcel.webhookId), result);
    return result;
  }

  /** Notes a delivery that is over. */
  note(parcel: Parcel, request: SentRequest, result: DeliveryResult): void {
    const startedAt = this.#clock() - result.times.totalUs;
    const [id] = this.#store.begin([toNewDelivery(parcel, request, startedAt)]);
    if (id !== undefined) this.#store.finish(id, result);
  }

  /** Lets what is under way end for a moment, then ends it, and resolves when all of it has been noted. */
  async close(graceMs = GRACE_MS): Promise<void> {
    const cut = setTimeout(() => this.#closing.abort(), graceMs);
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    clearTimeout(cut);
    this.agents.close();
    this.#store.flush();
  }

  async #deliver(
    request: SentRequest,
    { webhook, target, signal }: Pick<Parcel, 'webhook' | 'target' | 'signal'>,
  ): Promise<DeliveryResult> {
    const closing = this.#closing.signal;
    const delivering = deliver(request, webhook.body, {
      agent: this.agents.for(target),
      timeLimitMs: target.timeLimitMs,
      clock: this.#clock,
      signal: signal === undefined ? closing : AbortSignal.any([closing, signal]),
    });
    this.#underWay.add(delivering);
    const result = await delivering;
    this.#underWay.delete(delivering);
    return result;
  }
}

function toRequest(
  { webhook, target, way, receivedAt }: Omit<Parcel, 'webhookId'>,
  webhookId: number | null,
): SentRequest {
  return outgoingRequest(webhook, target, { webhookId, way, receivedAt });
}

function toNewDelivery(parcel: Parcel, request: SentRequest, startedAt: number): NewDelivery {
  const { webhookId, target, way, run, webhook, hasOwnBody, edited, signature } = parcel;
  return {
    webhookId,
    targetId: target.id,
    targetName: target.name,
    way,
    run,
    startedAt,
    request,
    body: hasOwnBody ? webhook.body : null,
    edited,
    signature,
  };
}
