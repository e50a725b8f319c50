import { useQuery } from '@tanstack/react-query';

import type { Explanation, WebhookRow } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { EXPLANATIONS } from '../bridge/use-accounts.ts';

/** The search for a cause is work, so it waits for the person to stay with a webhook that failed. */
const PAUSE_MS = 120;
const AGAIN_MS = 1_000;
const KEPT_MS = 15_000;

/**
 * What the doctor says of a webhook's signature; null where it is gone, undefined until the first answer. Asked anew
 * where its verdict has changed, and after accounts have.
 */
export function useExplanation({ id, verdict, reason }: WebhookRow): {
  readonly explanation: Explanation | null | undefined;
  readonly problem: Error | null;
} {
  const { data, error } = useQuery({
    queryKey: [...EXPLANATIONS, id, verdict, reason],
    queryFn: async ({ signal }) => {
      if (verdict === 'failed') await pause(signal);
      return call('signature:explain', { id });
    },
    // Until the accounts are open, or the check of the history has come to it, the two may differ.
    refetchInterval: ({ state }) => (state.data && state.data.verdict !== verdict ? AGAIN_MS : false),
    structuralSharing: false,
    gcTime: KEPT_MS,
  });
  return { explanation: data, problem: error };
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(resolve, PAUSE_MS);
    signal.addEventListener('abort', () => {
      window.clearTimeout(timer);
      reject(new Error('no longer asked for'));
    });
  });
}
