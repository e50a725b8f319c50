import { useEffect, useEffectEvent } from 'react';

import type { WebhookDetail } from '../../shared/contract.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { bodyTextOf } from '../payload/body-text.ts';
import { acceptsSingleKeys } from '../ui/accepts-single-keys.ts';
import { copyAndSay } from '../ui/copy-text.ts';
import { toCurl } from '../webhooks/curl.ts';

/** The letters that speak of the open webhook. */
export function useDetailKeys(detail: WebhookDetail | null): void {
  const receiver = useAppState()?.receiver;

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!detail || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() !== 'c' || !acceptsSingleKeys(event)) return;
    event.preventDefault();
    if (event.shiftKey) void copyAndSay('Body copied', bodyTextOf(detail));
    else if (receiver?.state === 'listening') void copyAndSay('Copied as cURL', toCurl(detail, receiver.baseUrl));
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
