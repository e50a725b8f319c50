import { Popover } from '@base-ui/react/popover';
import { Globe, GlobeX } from 'lucide-react';
import { useState } from 'react';

import type { AppState, Settings, TunnelChoice } from '../../shared/contract.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { useSettings } from '../bridge/use-settings.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/toasts.tsx';
import { GoOnlineForm } from './go-online-form.tsx';
import styles from './tunnel-button.module.css';
import { rememberedChoice, useTunnelActions } from './use-tunnel.ts';

/** Go online or offline. Asks for what is missing the first time, and for nothing later. */
export function TunnelButton() {
  const state = useAppState();
  const settings = useSettings();
  if (!state || !settings) return null;
  return state.tunnel.state === 'offline' ? <GoOnline state={state} settings={settings} /> : <GoOffline />;
}

function GoOffline() {
  const { goOffline, isBusy } = useTunnelActions();
  return (
    <Button icon={GlobeX} disabled={isBusy} onClick={() => goOffline().catch(tell)}>
      Go offline
    </Button>
  );
}

interface GoOnlineProps {
  readonly state: AppState;
  readonly settings: Settings;
  readonly label?: string;
}

export function GoOnline({ state, settings, label = 'Go online' }: GoOnlineProps) {
  const [isAsking, setAsking] = useState(false);
  const { goOnline, isBusy } = useTunnelActions();
  const choice = rememberedChoice(settings);
  return (
    <Popover.Root
      open={isAsking}
      onOpenChange={(opens) => {
        if (opens && isComplete(choice, state)) goOnline(choice).catch(tell);
        else setAsking(opens);
      }}
    >
      <Popover.Trigger render={<Button icon={Globe} disabled={isBusy} />}>{label}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={8} className={styles['positioner']}>
          <Popover.Popup className={styles['popup']}>
            <Popover.Title className={styles['title']}>Go online</Popover.Title>
            <Popover.Description className={styles['text']}>
              A public address in front of this app, so that Vonage can reach it.
            </Popover.Description>
            <GoOnlineForm state={state} settings={settings} onDone={() => setAsking(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function isComplete(choice: TunnelChoice, { authtoken }: AppState): boolean {
  return choice.kind === 'ngrok' ? authtoken === 'kept' : choice.url !== '';
}

function tell(error: unknown): void {
  notify({
    title: 'The tunnel did not do that',
    description: error instanceof Error ? error.message : '',
    tone: 'bad',
  });
}
