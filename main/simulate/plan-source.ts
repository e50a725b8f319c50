import { randomInt } from 'node:crypto';

import { durationOf, planScenario } from './plan.ts';
import type { PlannedWebhook } from './plan.ts';
import { readScenario } from './read-scenario.ts';
import type { Scramble } from './scenario.ts';
import { scramble } from './scramble.ts';

export interface PlanOptions {
  /** Goes before that of the scenario; without either one is drawn. */
  readonly seed?: number | undefined;
  /** On top of the scenario's own. */
  readonly scramble?: Scramble | undefined;
  /** Whether waits are kept. Where not, Vonage's times end now instead of beginning now. */
  readonly isPaced: boolean;
}

/** Reads a scenario, makes its webhooks and scrambles them. Throws an `AppError` where it can't be read. */
export function planSource(
  source: string,
  options: PlanOptions,
  now: number,
): { readonly plan: readonly PlannedWebhook[]; readonly seed: number } {
  const scenario = readScenario(source);
  const seed = options.seed ?? scenario.seed ?? randomInt(2 ** 32);
  const startedAt = options.isPaced ? now : now - durationOf(scenario);
  const plan = planScenario(scenario, startedAt);
  return { plan: scramble(plan, { ...scenario.scramble, ...options.scramble }, seed), seed };
}
