import type { RunPlan, Target, TargetFields } from '../../shared/contract/deliveries.ts';

/** A target that gets every webhook as it came, but for what the test is about. */
export function aTarget(fields: Partial<Target> = {}): Target {
  return {
    id: 1,
    name: 'my app',
    url: 'http://localhost:3000',
    live: true,
    kinds: [],
    channels: [],
    mode: 'store-and-answer',
    failureAnswer: null,
    path: 'keep',
    marks: true,
    headers: [],
    allowSelfSigned: false,
    timeLimitMs: 10_000,
    parallel: 8,
    healthPath: null,
    ...fields,
  };
}

/** The same as a person saves it. */
export function targetFields(fields: Partial<TargetFields> = {}): TargetFields {
  const { id: _id, ...rest } = aTarget();
  return { ...rest, ...fields };
}

/** Each once, in the order of arrival, one after the other, but for what the test is about. */
export function aPlan(plan: Partial<RunPlan> = {}): RunPlan {
  return {
    order: 'oldest-first',
    pace: { kind: 'at-once' },
    concurrency: 1,
    stopOnFailure: false,
    signature: 'keep',
    repeat: 1,
    edit: null,
    ...plan,
  };
}
