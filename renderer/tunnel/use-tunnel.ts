import { useMutation } from '@tanstack/react-query';

import type { Settings, TunnelChoice } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';

export interface TunnelActions {
  /** Rejects with a sentence where it can't even be tried. */
  readonly goOnline: (choice: TunnelChoice) => Promise<unknown>;
  readonly goOffline: () => Promise<unknown>;
  /** While the app is taking the tunnel down, which can take some seconds. */
  readonly isBusy: boolean;
}

export function useTunnelActions(): TunnelActions {
  const online = useMutation({ mutationFn: (choice: TunnelChoice) => call('tunnel:go-online', choice) });
  const offline = useMutation({ mutationFn: () => call('tunnel:go-offline', undefined) });
  return {
    goOnline: online.mutateAsync,
    goOffline: offline.mutateAsync,
    isBusy: online.isPending || offline.isPending,
  };
}

/** What the person went online with the last time. */
export function rememberedChoice({ tunnel, ngrokDomain, customUrl }: Settings): TunnelChoice {
  return tunnel === 'ngrok' ? { kind: 'ngrok', domain: ngrokDomain } : { kind: 'custom', url: customUrl };
}
