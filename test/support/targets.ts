import type { RunPlan, Target, TargetFields, TargetState } from '../../shared/contract/deliveries.ts';

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

/** The same as the window knows it, up and with nothing to do. */
export function targetState(fields: Partial<TargetState> = {}): TargetState {
  const health = { state: 'up', message: null, checkedAt: Date.now() * 1_000, latencyUs: 900 } as const;
  return { ...aTarget(), health, waiting: 0, underWay: 0, missed: 0, ...fields };
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
