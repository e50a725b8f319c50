import type { Target, TargetState } from '../../shared/contract/deliveries.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import type { Clock } from '../domain/clock.ts';
import type { DeliveryResult } from '../domain/delivery.ts';
import type { Log } from '../domain/log.ts';
import type { DeliveryStore } from '../store/delivery-store.ts';
import type { ForwardStore } from '../store/forward-store.ts';
import { matcherOf, subjectOf } from './forward-match.ts';
import { ForwardLine } from './forward-line.ts';
import type { Courier } from './courier.ts';
import { wasForwarded } from './outgoing-request.ts';
import { answeredBy } from './pass-through.ts';
import type { WebhookSource } from './webhook-source.ts';

export interface ForwarderParts {
  readonly source: WebhookSource;
  readonly deliveries: DeliveryStore;
  readonly forwards: ForwardStore;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly log: Log;
  /** A target's health, or what it waits for or missed, is another than before. */
  readonly changed: () => void;
  /** The webhooks that the record had when this was started are of an earlier time: they are offered, never sent. */
  readonly startedAt: number;
}

/** Somebody who waits for the turn of a message at a target. */
interface Wish {
  readonly target: number;
  readonly key: string;
  /** The record up to here comes before. */
  readonly after: number;
  readonly grant: (end: (() => void) | null) => void;
}

const SAVE_MARKS_MS = 1_000;
const RETRY_MS = 1_000;

/**
 * Hands each webhook to the targets that it is meant for, as it comes.
 *
 * It follows the record after the commits, in small steps between which answers to Vonage go on, so that no target
 * can delay them. How far each target has got is noted, so that after a restart what was not forwarded is known.
 */
export class Forwarder {
  readonly #parts: ForwarderParts;
  readonly #lines = new Map<number, ForwardLine>();
  /** Which target has answered a webhook by itself, until that webhook has been read. */
  readonly #passedThrough = new Map<number, number>();
  /** In the order in which they came. */
  readonly #wishes = new Set<Wish>();
  #committed: number;
  #readTo: number;
  #reading: NodeJS.Immediate | undefined;
  #saving: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(parts: ForwarderParts) {
    this.#parts = parts;
    this.#committed = parts.startedAt;
    this.#readTo = parts.startedAt;
  }

  /** Forwards to these live targets from now on. Of a target that was there before, nothing is lost or sent twice. */
  configure(targets: readonly Target[]): void {
    const live = new Map(targets.filter((target) => target.live).map((target) => [target.id, target]));
    this.saveMarks();
    for (const [id, line] of this.#lines) {
      const target = live.get(id);
      if (target !== undefined && line.accept(target)) continue;
      line.close();
      this.#lines.delete(id);
      // Switched off or gone: what comes from now on is not meant for it. What waited is noted as missed by now.
      if (target === undefined) this.#parts.forwards.dropMark(id);
      else this.#parts.forwards.setMark(id, this.#readTo);
    }
    for (const [id, target] of live) {
      if (!this.#lines.has(id)) this.#lines.set(id, this.#open(target));
    }
    this.#readOn();
    this.#grantWishes();
    this.#parts.changed();
  }

  /** The record has all webhooks up to this one. */
  wake(committed: number): void {
    this.#committed = committed;
    if (this.#lines.size === 0) this.#readTo = committed;
    else this.#readOn();
  }

  /**
   * Waits until nothing that is stored of this message is on its way to the target or waits for it. Resolves with what
   * ends the turn; with null after the time limit, or where nothing is forwarded there.
   */
  turn(target: number, key: string, limitMs: number): Promise<(() => void) | null> {
    return new Promise((resolve) => {
      const grant = (end: (() => void) | null): void => {
        clearTimeout(timer);
        this.#wishes.delete(wish);
        resolve(end);
      };
      const wish: Wish = { target, key, after: this.#committed, grant };
      const timer = setTimeout(() => grant(null), limitMs);
      this.#wishes.add(wish);
      this.#grantWishes();
    });
  }

  /** This target has had this webhook already, because Vonage got its answer. */
  passedThrough(webhook: number, target: number): void {
    this.#passedThrough.set(webhook, target);
  }

  stateOf(target: Target): TargetState {
    const line = this.#lines.get(target.id);
    if (line !== undefined) return { ...target, ...line.state };
    const missed = this.#parts.forwards.missedCount(target.id);
    const health = { state: 'unknown', message: null, checkedAt: null, latencyUs: null } as const;
    return { ...target, health, waiting: 0, underWay: 0, missed };
  }

  /** What a delivery that was not its own tells of a target's health. */
  observe(target: number, result: DeliveryResult, webhook: number): void {
    this.#lines.get(target)?.observe(result, webhook);
  }

  /** To be called before what was missed is read or cleared: a crash must not bring it back. */
  saveMarks(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    for (const [id, line] of this.#lines) {
      line.noteMissed();
      this.#parts.forwards.setMark(id, line.settledTo(this.#readTo));
    }
  }

  close(): void {
    this.#isClosed = true;
    clearImmediate(this.#reading);
    clearTimeout(this.#retry);
    this.#tryTo('note how far targets are', () => this.saveMarks());
    for (const line of this.#lines.values()) line.close();
    this.#grantWishes();
  }

  #grantWishes(): void {
    for (const { target, key, after, grant } of this.#wishes) {
      const line = this.#lines.get(target);
      if (line === undefined || this.#isClosed) grant(null);
      else if (this.#readTo >= after && line.hold(key, after)) {
        grant(() => {
          line.release(key);
          this.#grantWishes();
        });
      }
    }
  }

  #open(target: Target): ForwardLine {
    const mark = this.#parts.forwards.mark(target.id);
    const since = mark ?? this.#committed;
    this.#readTo = Math.min(this.#readTo, since);
    if (mark === null) this.#parts.forwards.setMark(target.id, since);
    return new ForwardLine(target, since, { ...this.#parts, settled: () => this.#settled() });
  }

  #readOn(): void {
    if (this.#isClosed || this.#lines.size === 0 || this.#readTo >= this.#committed) return;
    if (this.#retry !== undefined) return;
    this.#reading ??= setImmediate(() => {
      this.#reading = undefined;
      if (this.#tryTo('read what is to be forwarded', () => this.#readPage())) return this.#readOn();
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        this.#readOn();
      }, RETRY_MS).unref();
    });
  }

  /** A full disk or a lock must not take the receiver down with it. */
  #tryTo(what: string, work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      this.#parts.log.error(`can’t ${what}`, error);
      return false;
    }
  }

  #readPage(): void {
    const { webhooks, readTo } = this.#parts.source.page(this.#readTo, this.#committed);
    this.#readTo = readTo;
    const earlier = webhooks.filter(({ id }) => id <= this.#parts.startedAt);
    if (earlier.length > 0) this.#offerEarlier(earlier);
    for (const webhook of webhooks.slice(earlier.length)) this.#forward(webhook);
    this.#settled();
  }

  #forward(webhook: StoredRequest): void {
    const passedTo = this.#passedThrough.get(webhook.id);
    this.#passedThrough.delete(webhook.id);
    if (!isForwardable(webhook)) return;
    const subject = subjectOf(webhook);
    for (const line of this.#lines.values()) {
      if (line.target.id === passedTo || webhook.id <= line.since) continue;
      if (matcherOf(line.target)(subject)) line.add(webhook.id, subject.messageKey ?? `#${webhook.id}`);
    }
  }

  /** What the app had stored and not forwarded when it ended. */
  #offerEarlier(webhooks: readonly StoredRequest[]): void {
    for (const line of this.#lines.values()) {
      const matches = matcherOf(line.target);
      // What the app ended before it could note is in the record: the answer there is the target's own.
      const { mode, name } = line.target;
      const answered = mode === 'pass-through' ? answeredBy(name) : undefined;
      const due = webhooks.filter(
        (one) => one.id > line.since && one.answer.rule !== answered && isForwardable(one) && matches(subjectOf(one)),
      );
      const ids = due.map(({ id }) => id);
      const had = this.#parts.deliveries.forwarded(line.target.id, ids);
      const missed = ids.filter((id) => !had.has(id));
      if (missed.length > 0) line.miss(missed);
    }
  }

  #settled(): void {
    if (this.#isClosed) return;
    this.#grantWishes();
    this.#saving ??= setTimeout(
      () => this.#tryTo('note how far targets are', () => this.saveMarks()),
      SAVE_MARKS_MS,
    ).unref();
  }
}

/** Half a webhook was never taken from Vonage, and one that an inspector has sent would go in circles. */
function isForwardable({ outcome, method, rawHeaders }: StoredRequest): boolean {
  return outcome === 'complete' && method !== 'CONNECT' && !wasForwarded(rawHeaders);
}
