import { ArrowRightLeft } from 'lucide-react';

import { useSetLive, useTargets } from '../deliveries/use-targets.ts';
import { toHost } from '../deliveries/words.ts';
import type { Command } from './command.ts';

/** The live forward to each target, on or off. */
export function useTargetCommands(): readonly Command[] {
  const targets = useTargets() ?? [];
  const setLive = useSetLive();
  return targets.map((target) => ({
    id: `target:${target.id}`,
    group: 'Forward',
    label: target.live ? `Stop forwarding to ${target.name}` : `Forward to ${target.name}`,
    words: target.live ? 'target live pass off disable' : 'target live pass on enable start',
    detail: toHost(target.url),
    icon: ArrowRightLeft,
    run: () => setLive(target, !target.live),
  }));
}
