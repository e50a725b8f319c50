import { expect, test } from 'vitest';

import { gapMs } from '../../../main/deliveries/run-sender.ts';

test.each([
  ['at once', { kind: 'at-once' }, 1_000_000, 9_000_000, 0],
  ['fixed', { kind: 'fixed', everyMs: 250 }, 1_000_000, 9_000_000, 250],
  ['as recorded', { kind: 'recorded', longestGapMs: 60_000 }, 1_000_000, 3_500_000, 2_500],
  ['as recorded, backwards', { kind: 'recorded', longestGapMs: 60_000 }, 3_500_000, 1_000_000, 2_500],
  ['as recorded, and no longer than wanted', { kind: 'recorded', longestGapMs: 100 }, 0, 86_400_000_000, 100],
] as const)('%s', (_name, pace, before, next, gap) => expect(gapMs(pace, before, next)).toBe(gap));
