import { once } from 'node:events';

import type { DeliveryQuery, DeliveryRow, TargetState } from '../../shared/contract/deliveries.ts';
import type { Core } from '../../main/core.ts';
import type { TestCore } from './core.ts';

const EVERYTHING: DeliveryQuery = { webhook: null, target: null, run: null, failed: false, before: null };

/** Oldest first. */
export function deliveriesOf({ core }: TestCore, query: Partial<DeliveryQuery> = {}): DeliveryRow[] {
  return core.deliveries.list({ ...EVERYTHING, ...query }).toReversed();
}

/** Resolves once this many deliveries are over; gives them, oldest first. */
export async function delivered(
  running: TestCore,
  count: number,
  query: Partial<DeliveryQuery> = {},
): Promise<DeliveryRow[]> {
  for (;;) {
    const over = deliveriesOf(running, query).filter(({ state }) => state !== 'sending');
    if (over.length >= count) return over;
    await once(running.core.events, 'deliveries');
  }
}

/** Resolves once the first target is as it is looked for. */
export async function targetWhen(core: Core, isSo: (target: TargetState) => boolean): Promise<TargetState> {
  for (;;) {
    const [target] = core.deliveries.targets();
    if (target !== undefined && isSo(target)) return target;
    await once(core.events, 'targets');
  }
}
