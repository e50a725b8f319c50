import { useState } from 'react';

import { formatAmount } from '../../shared/format.ts';
import { useCounts } from '../bridge/use-counts.ts';
import { LiveRegion } from '../ui/live-region.tsx';

/** Tells those who listen how many webhooks have come. */
export function Arrivals() {
  const stored = useCounts()?.all;
  const [atStart, setAtStart] = useState<number>();
  if (atStart === undefined && stored !== undefined) setAtStart(stored);
  const came = stored === undefined || atStart === undefined ? 0 : stored - atStart;
  return <LiveRegion text={came > 0 ? `${formatAmount(came, 'new webhook')} since this page opened` : ''} />;
}
