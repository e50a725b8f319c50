import type { Stage } from '../../shared/vonage/life-cycle.ts';

interface Placed {
  readonly webhook: { readonly sentAt: number | null };
  readonly stage: Stage;
  /** Tells steps of one time and rank apart. */
  readonly key: string;
}

/**
 * By Vonage's own time, then by the order of a life, then by what is said; never by arrival. A step without a time
 * goes before the first that must come after it.
 */
export function inVonagesOrder<P extends Placed>(steps: readonly P[]): readonly P[] {
  if (steps.length < 2) return steps;
  const timed = steps.filter(({ webhook }) => webhook.sentAt !== null).toSorted(compare);
  const timeless = steps.filter(({ webhook }) => webhook.sentAt === null).toSorted(compare);
  for (const step of timeless) {
    const next = timed.findIndex(({ stage }) => stage.rank > step.stage.rank);
    timed.splice(next === -1 ? timed.length : next, 0, step);
  }
  return timed;
}

function compare(a: Placed, b: Placed): number {
  const byTime = (a.webhook.sentAt ?? 0) - (b.webhook.sentAt ?? 0);
  if (byTime !== 0) return byTime;
  const byRank = a.stage.rank - b.stage.rank;
  if (byRank !== 0) return byRank;
  return a.key < b.key ? -1 : Number(a.key > b.key);
}
