import type { Comparison } from '../../shared/contract/deliveries.ts';
import type { RunAnswer } from '../store/run-store.ts';

const MOST_CHANGES = 1_000;

/**
 * What two runs of the same webhooks were answered. Each delivery of one is held against the one of the same webhook in
 * the other; where a webhook was sent several times, first against first.
 */
export function compareRuns(before: readonly RunAnswer[], after: readonly RunAnswer[]): Comparison {
  const others = byWebhook(after);
  const pairs: (readonly [RunAnswer, RunAnswer])[] = [];
  for (const answer of before) {
    const other = others.get(answer.webhookId)?.shift();
    if (other !== undefined) pairs.push([answer, other]);
  }
  const changed = pairs.filter(([a, b]) => tell(a) !== tell(b) || a.answerHash !== b.answerHash);
  return {
    compared: pairs.length,
    changed: changed.length,
    changes: changed.slice(0, MOST_CHANGES).map(([a, b]) => ({
      webhookId: a.webhookId,
      before: a.deliveryId,
      after: b.deliveryId,
      beforeText: tell(a),
      afterText: tell(b),
      bodyOnly: tell(a) === tell(b),
    })),
    onlyBefore: before.length - pairs.length,
    onlyAfter: after.length - pairs.length,
    latency: compareLatency(pairs),
  };
}

function byWebhook(answers: readonly RunAnswer[]): Map<number, RunAnswer[]> {
  const found = new Map<number, RunAnswer[]>();
  for (const answer of answers) {
    const known = found.get(answer.webhookId);
    if (known === undefined) found.set(answer.webhookId, [answer]);
    else known.push(answer);
  }
  return found;
}

function tell({ status, problem }: RunAnswer): string {
  return problem ?? (status === null ? 'no answer yet' : String(status));
}

/** The shift is the middle one of all single shifts: one slow answer does not make a slow version. */
function compareLatency(pairs: readonly (readonly [RunAnswer, RunAnswer])[]): Comparison['latency'] {
  const times = pairs.flatMap(([a, b]) =>
    a.problem === null && b.problem === null && a.totalUs !== null && b.totalUs !== null
      ? [{ before: a.totalUs, after: b.totalUs }]
      : [],
  );
  if (times.length === 0) return null;
  return {
    before: spreadOf(times.map(({ before }) => before)),
    after: spreadOf(times.map(({ after }) => after)),
    shiftUs: quantile(
      times.map(({ before, after }) => after - before),
      0.5,
    ),
  };
}

function spreadOf(values: readonly number[]): { medianUs: number; p95Us: number } {
  return { medianUs: quantile(values, 0.5), p95Us: quantile(values, 0.95) };
}

/** The nearest rank. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
