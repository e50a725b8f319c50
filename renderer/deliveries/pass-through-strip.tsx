import { ArrowRightLeft } from 'lucide-react';

import { Strip } from '../shell/strip.tsx';
import { Button } from '../ui/button.tsx';
import { useSetLive, useTargets } from './use-targets.ts';

/** For as long as somebody else decides what Vonage is answered. */
export function PassThroughStrip() {
  const targets = useTargets() ?? [];
  const setLive = useSetLive();
  return targets
    .filter(({ live, mode }) => live && mode === 'pass-through')
    .map((target) => (
      <Strip key={target.id} icon={ArrowRightLeft} tone="warn">
        <strong>{target.name} answers Vonage.</strong> Pass-through is on: Vonage waits up to{' '}
        {target.timeLimitMs / 1_000} s for it and gets its answer
        {target.health.state === 'down' ? '. It is down, so Vonage gets the answer for that' : ''}.{' '}
        <Button onClick={() => setLive(target, false)}>Switch off</Button>
      </Strip>
    ));
}
