import type { TargetHealth } from '../../shared/contract/deliveries.ts';
import type { Clock } from '../domain/clock.ts';
import type { DeliveryResult } from '../domain/delivery.ts';
import { isUnreachable } from './delivery-problem.ts';

const UP_EVERY_MS = 15_000;
const DOWN_EVERY_MS = 5_000;
/** What has just been seen to be down is looked at again at once when a webhook comes, but not more often than this. */
const SOONEST_MS = 500;
/** So that several targets on one machine are not all asked in the same moment. */
const JITTER = 0.2;

const UNKNOWN: TargetHealth = { state: 'unknown', message: null, checkedAt: null, latencyUs: null };

/** Keeps an eye on one target: by probes, and by what its deliveries meet. */
export class HealthCheck {
  readonly #probe: () => Promise<TargetHealth>;
  readonly #clock: Clock;
  readonly #changed: () => void;
  #health = UNKNOWN;
  #timer: NodeJS.Timeout | undefined;
  #dueAtMs = Infinity;
  #isProbing = false;
  #isClosed = false;

  constructor(probe: () => Promise<TargetHealth>, clock: Clock, changed: () => void) {
    this.#probe = probe;
    this.#clock = clock;
    this.#changed = changed;
    this.#schedule(0);
  }

  get health(): TargetHealth {
    return this.#health;
  }

  get isDown(): boolean {
    return this.#health.state === 'down';
  }

  /** A webhook waits for it. */
  soon(): void {
    this.#schedule(SOONEST_MS);
  }

  /** A delivery says more than a probe, in both directions. */
  observe({ problem, times }: DeliveryResult): void {
    const checkedAt = this.#clock();
    if (problem !== null && isUnreachable(problem)) {
      this.#set({ state: 'down', message: problem.message, checkedAt, latencyUs: null });
      this.#schedule(DOWN_EVERY_MS);
    } else if (problem === null) {
      this.#set({ state: 'up', message: null, checkedAt, latencyUs: times.firstByteUs });
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /** An earlier date stands. */
  #schedule(afterMs: number): void {
    if (this.#isClosed || this.#isProbing) return;
    const delayMs = afterMs * (1 + JITTER * (2 * Math.random() - 1));
    const dueAtMs = Date.now() + delayMs;
    if (dueAtMs >= this.#dueAtMs) return;
    clearTimeout(this.#timer);
    this.#dueAtMs = dueAtMs;
    this.#timer = setTimeout(() => void this.#look(), delayMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    this.#isProbing = true;
    this.#dueAtMs = Infinity;
    const health = await this.#probe();
    this.#isProbing = false;
    if (this.#isClosed) return;
    this.#set(health);
    this.#schedule(health.state === 'up' ? UP_EVERY_MS : DOWN_EVERY_MS);
  }

  #set(health: TargetHealth): void {
    const isNews = health.state !== this.#health.state || health.message !== this.#health.message;
    this.#health = health;
    if (isNews) this.#changed();
  }
}
