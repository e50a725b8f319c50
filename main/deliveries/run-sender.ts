import { setTimeout as wait } from 'node:timers/promises';

import type { Pace, RunState } from '../../shared/contract/deliveries.ts';
import { AppError } from '../../shared/reply.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import type { Clock } from '../domain/clock.ts';
import type { DeliveryResult } from '../domain/delivery.ts';
import { isSuccess } from '../domain/delivery.ts';
import type { KeyRing } from '../signature/key-ring.ts';
import type { StoredRun } from '../store/run-store.ts';
import type { Courier, Parcel } from './courier.ts';
import { subjectOf } from './forward-match.ts';
import { replayedWebhook } from './replayed-webhook.ts';
import type { WebhookSource } from './webhook-source.ts';

export interface RunParts {
  readonly source: WebhookSource;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly keyRing: () => KeyRing;
}

/** How long after the one before it a webhook is sent, in milliseconds, by the times at which both arrived. */
export function gapMs(pace: Pace, beforeUs: number, nextUs: number): number {
  switch (pace.kind) {
    case 'at-once':
      return 0;
    case 'fixed':
      return pace.everyMs;
    case 'recorded':
      return Math.min(Math.abs(nextUs - beforeUs) / 1_000, pace.longestGapMs);
  }
}

/**
 * Sends a run's webhooks strictly in its order, so that a single number tells how far it came. Several may be under way
 * at once, but not two of one message, unless it is one webhook that is repeated.
 */
export class RunSender {
  readonly #stored: StoredRun;
  readonly #parts: RunParts;
  readonly #stop = new AbortController();
  /** By message. */
  readonly #underWay = new Map<string, Promise<void>>();
  #hasFailed = false;
  #breakage: Error | null = null;
  #end: RunState = 'done';

  constructor(stored: StoredRun, parts: RunParts) {
    this.#stored = stored;
    this.#parts = parts;
  }

  /** Begins no more deliveries; those under way end by themselves. */
  stop(state: 'cancelled' | 'interrupted'): void {
    this.#end = state;
    this.#stop.abort();
  }

  /** Resolves with how it ended, after the last delivery was noted. */
  async send(): Promise<RunState> {
    const { run, plan, webhooks } = this.#stored;
    let before: { readonly receivedAt: number; readonly atMs: number } | null = null;
    for (let position = run.sent; position < webhooks.length && !this.#isOver; position += 1) {
      const id = webhooks[position] as number;
      const webhook = this.#parts.source.get(id);
      const receivedAt: number = webhook?.receivedAt ?? before?.receivedAt ?? 0;
      if (before !== null) await this.#pause(before.atMs + gapMs(plan.pace, before.receivedAt, receivedAt));
      const key = plan.repeat > 1 || webhook === null ? `#${position}` : (subjectOf(webhook).messageKey ?? `#${id}`);
      await this.#room(key);
      if (this.#isOver) break;
      before = { receivedAt, atMs: Date.now() };
      this.#begin(id, webhook, position, key);
    }
    await Promise.all(this.#underWay.values());
    if (this.#breakage !== null) throw this.#breakage;
    if (this.#stop.signal.aborted) return this.#end;
    return this.#hasFailed && plan.stopOnFailure ? 'stopped' : 'done';
  }

  get #isOver(): boolean {
    return this.#stop.signal.aborted || (this.#hasFailed && this.#stored.plan.stopOnFailure);
  }

  /** Deliveries can't be noted, so none is sent any more. */
  readonly #breakOff = (error: unknown): void => {
    this.#breakage = error instanceof Error ? error : new Error(String(error));
    this.stop('interrupted');
  };

  async #pause(untilMs: number): Promise<void> {
    const delayMs = untilMs - Date.now();
    if (delayMs <= 0) return;
    try {
      await wait(delayMs, undefined, { signal: this.#stop.signal });
    } catch {
      // Stopped; the loop sees it.
    }
  }

  async #room(key: string): Promise<void> {
    await this.#underWay.get(key);
    while (this.#underWay.size >= this.#stored.plan.concurrency) await Promise.race(this.#underWay.values());
  }

  #begin(id: number, webhook: StoredRequest | null, position: number, key: string): void {
    const parcel = this.#parcelOf(id, webhook, position);
    const settled = parcel.then(({ problem, answer }) => {
      this.#underWay.delete(key);
      if (problem !== null || !isSuccess(answer?.status ?? null)) this.#hasFailed = true;
    }, this.#breakOff);
    this.#underWay.set(key, settled);
  }

  async #parcelOf(id: number, webhook: StoredRequest | null, position: number): Promise<DeliveryResult> {
    const { run, target, plan } = this.#stored;
    const common = {
      webhookId: id,
      receivedAt: webhook?.receivedAt ?? 0,
      target,
      way: 'replay',
      run: { id: run.id, position },
      signature: plan.signature,
    } as const;
    try {
      if (webhook === null) throw new AppError('no-webhook', 'This webhook is gone.');
      const now = Math.floor(this.#parts.clock() / 1_000_000);
      const parcel: Parcel = { ...common, ...replayedWebhook(webhook, plan, this.#parts.keyRing(), now) };
      const [delivery] = this.#parts.courier.send([parcel]);
      if (delivery === undefined) throw new Error('nothing was sent');
      return (await delivery).result;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const nothing = { method: '', target: '', rawHeaders: [], body: new Uint8Array(0) };
      const refused = { ...common, edited: plan.edit !== null, hasOwnBody: false, webhook: webhook ?? nothing };
      return this.#parts.courier.refuse(refused, error);
    }
  }
}
