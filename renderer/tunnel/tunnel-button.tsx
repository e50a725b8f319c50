import { Popover } from '@base-ui/react/popover';
import { Globe, GlobeX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import type { AppState, Settings } from '../../shared/contract.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { useSettings } from '../bridge/use-settings.ts';
import { Button } from '../ui/button.tsx';
import { GoOnlineForm } from './go-online-form.tsx';
import styles from './tunnel-button.module.css';
import { useTunnelQuestion } from './tunnel-question.ts';
import { useTunnelSwitch } from './use-tunnel.ts';

interface TunnelButtonProps {
  /** There it can also be asked from elsewhere what is missing. */
  readonly isInBar?: boolean;
}

/** Go online or offline. Asks for what is missing the first time, and for nothing later. */
export function TunnelButton({ isInBar = false }: TunnelButtonProps) {
  const state = useAppState();
  const settings = useSettings();
  if (!state || !settings) return null;
  if (state.tunnel.state !== 'offline') return <GoOffline />;
  return isInBar ? <GoOnlineInBar state={state} settings={settings} /> : <GoOnline state={state} settings={settings} />;
}

function GoOffline() {
  const { goOffline, isGoingOffline } = useTunnelSwitch();
  return (
    <Button icon={GlobeX} disabled={isGoingOffline} onClick={goOffline}>
      Go offline
    </Button>
  );
}

interface GoOnlineProps {
  readonly state: AppState;
  readonly settings: Settings;
  readonly label?: string;
}

export function GoOnline(props: GoOnlineProps) {
  const [isAsking, setAsking] = useState(false);
  return <GoOnlineOrAsk {...props} isAsking={isAsking} onAskingChange={setAsking} />;
}

function GoOnlineInBar(props: GoOnlineProps) {
  const { isOpen, setOpen } = useTunnelQuestion();
  // Once online, the question is answered; it does not come back by itself.
  useEffect(() => () => setOpen(false), [setOpen]);
  return <GoOnlineOrAsk {...props} isAsking={isOpen} onAskingChange={setOpen} />;
}

interface GoOnlineOrAskProps extends GoOnlineProps {
  readonly isAsking: boolean;
  readonly onAskingChange: (isAsking: boolean) => void;
}

function GoOnlineOrAsk({ state, settings, label = 'Go online', isAsking, onAskingChange }: GoOnlineOrAskProps) {
  const { goOnline, isGoingOnline } = useTunnelSwitch();
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Popover.Root
      open={isAsking}
      onOpenChange={(opens) => {
        if (!opens || !goOnline(state, settings)) onAskingChange(opens);
      }}
    >
      <Popover.Trigger render={<Button icon={Globe} disabled={isGoingOnline} />}>{label}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={8} className={styles['positioner']}>
          <Popover.Popup
            ref={popup}
            initialFocus={() => popup.current?.querySelector('input')}
            className={styles['popup']}
          >
            <Popover.Title className={styles['title']}>Go online</Popover.Title>
            <Popover.Description className={styles['text']}>
              A public address in front of this app, so that Vonage can reach it.
            </Popover.Description>
            <GoOnlineForm state={state} settings={settings} onDone={() => onAskingChange(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
