import { Globe, GlobeX } from 'lucide-react';

import { useAppState } from '../bridge/use-app-state.ts';
import { useSettings } from '../bridge/use-settings.ts';
import { useTunnelQuestion } from '../tunnel/tunnel-question.ts';
import { useTunnelSwitch } from '../tunnel/use-tunnel.ts';
import type { Command } from './command.ts';

/** The way on or off; none while it is being gone. */
export function useTunnelCommands(): readonly Command[] {
  const state = useAppState();
  const settings = useSettings();
  const { goOnline, goOffline, isGoingOnline, isGoingOffline } = useTunnelSwitch();
  if (!state || !settings) return [];
  const isOffline = state.tunnel.state === 'offline';
  if (isOffline ? isGoingOnline : isGoingOffline) return [];
  const words = 'tunnel ngrok public connect internet expose';
  const online: Command = {
    id: 'tunnel:online',
    group: 'Online',
    label: 'Go online',
    words,
    icon: Globe,
    run: () => {
      if (!goOnline(state, settings)) useTunnelQuestion.getState().setOpen(true);
    },
  };
  const offline: Command = {
    id: 'tunnel:offline',
    group: 'Online',
    label: 'Go offline',
    words: `${words} disconnect stop`,
    icon: GlobeX,
    run: goOffline,
  };
  return [isOffline ? online : offline];
}
