import { useEffect, useEffectEvent } from 'react';

import type { EventName, EventPayload } from '../../shared/contract.ts';

/** Subscribes once, however often the caller renders. */
export function useSubscription<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): void {
  const onEvent = useEffectEvent(listener);
  useEffect(() => window.inspector.subscribe(event, (payload) => onEvent(payload)), [event]);
}
