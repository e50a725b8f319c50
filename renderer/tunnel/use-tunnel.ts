import { useIsMutating, useMutation } from '@tanstack/react-query';

import type { AppState, Settings, TunnelChoice } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { notify } from '../ui/toasts.tsx';

const ONLINE = ['tunnel', 'online'];
const OFFLINE = ['tunnel', 'offline'];

export interface TunnelActions {
  /** Rejects with a sentence where it can't even be tried. */
  readonly goOnline: (choice: TunnelChoice) => Promise<unknown>;
  readonly goOffline: () => Promise<unknown>;
  /** Both can take some seconds, and are told wherever they were asked for. */
  readonly isGoingOnline: boolean;
  readonly isGoingOffline: boolean;
}

export function useTunnelActions(): TunnelActions {
  const online = useMutation({
    mutationKey: ONLINE,
    mutationFn: (choice: TunnelChoice) => call('tunnel:go-online', choice),
  });
  const offline = useMutation({ mutationKey: OFFLINE, mutationFn: () => call('tunnel:go-offline', undefined) });
  return {
    goOnline: online.mutateAsync,
    goOffline: offline.mutateAsync,
    isGoingOnline: useIsMutating({ mutationKey: ONLINE }) > 0,
    isGoingOffline: useIsMutating({ mutationKey: OFFLINE }) > 0,
  };
}

interface TunnelSwitch extends Pick<TunnelActions, 'isGoingOnline' | 'isGoingOffline'> {
  /** As the last time; false where something is missing, which is then to be asked for. */
  readonly goOnline: (state: AppState, settings: Settings) => boolean;
  readonly goOffline: () => void;
}

/** One step on or off, for the button and the palette; what goes wrong is told. */
export function useTunnelSwitch(): TunnelSwitch {
  const { goOnline, goOffline, ...going } = useTunnelActions();
  return {
    ...going,
    goOnline(state, settings) {
      const choice = rememberedChoice(settings);
      const isComplete = choice.kind === 'ngrok' ? state.authtoken === 'kept' : choice.url !== '';
      if (isComplete) goOnline(choice).catch(tell);
      return isComplete;
    },
    goOffline: () => void goOffline().catch(tell),
  };
}

/** What the person went online with the last time. */
function rememberedChoice({ tunnel, ngrokDomain, customUrl }: Settings): TunnelChoice {
  return tunnel === 'ngrok' ? { kind: 'ngrok', domain: ngrokDomain } : { kind: 'custom', url: customUrl };
}

function tell(error: unknown): void {
  notify({
    title: 'The tunnel did not do that',
    description: error instanceof Error ? error.message : '',
    tone: 'bad',
  });
}
