import { useEffect, useState } from 'react';

import { TYPING_PAUSE_MS } from '../ui/typing-pause.ts';
import { useFilter } from './filter-store.ts';

/** The filter that lists are asked for, a moment after the last letter. */
export function useAppliedFilter(): string {
  const filter = useFilter((store) => store.filter);
  const isTyping = useFilter((store) => store.isTyping);
  const [applied, setApplied] = useState(filter);
  useEffect(() => {
    const timer = window.setTimeout(() => setApplied(filter), isTyping ? TYPING_PAUSE_MS : 0);
    return () => window.clearTimeout(timer);
  }, [filter, isTyping]);
  return applied;
}
