import { FlaskConical } from 'lucide-react';

import type { AppState } from '../../shared/contract.ts';
import type { Fix } from '../../shared/contract/setup.ts';
import { call } from '../bridge/client.ts';
import { usePlace } from '../shell/place-store.ts';
import { TunnelButton } from '../tunnel/tunnel-button.tsx';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/toasts.tsx';
import { useMoveDialog } from './move-store.ts';
import { useChangeSwitch } from './use-switch.ts';

/** Where the switch form is on the page, and how to have it look at one holder. */
export interface SwitchPlace {
  readonly open: (holder: 'application' | 'account-sms') => void;
  readonly showSwitched: () => void;
}

/** What the page can do about what the doctor finds. */
export interface FixPlace extends SwitchPlace {
  /** Asks Vonage again. */
  readonly ask: () => void;
}

interface CheckFixProps {
  readonly fix: Fix;
  readonly state: AppState;
  readonly place: FixPlace;
}

export function CheckFix({ fix, state, place }: CheckFixProps) {
  const goTo = usePlace((where) => where.goTo);
  const change = useChangeSwitch();
  const openMove = useMoveDialog((move) => move.setOpen);
  switch (fix.does) {
    case 'go-online':
      return state.tunnel.state === 'offline' ? <TunnelButton /> : null;
    case 'open-settings':
      return <Button onClick={() => goTo('settings')}>{fix.label}</Button>;
    case 'open-switch':
      return <Button onClick={() => place.open(fix.holder)}>{fix.label}</Button>;
    case 'decide':
      return (
        <Button
          onClick={async () => {
            if (await change('switch:look', { id: fix.id })) place.showSwitched();
            // Whoever changed it may have put it back meanwhile, and then nothing but this line is left.
            place.ask();
          }}
        >
          Compare and decide
        </Button>
      );
    case 'move-switches':
      return <Button onClick={() => openMove(true)}>Point Vonage at the new address</Button>;
    case 'send-sample':
      return (
        <Button icon={FlaskConical} onClick={() => void call('sample:send', undefined).catch(tell)}>
          Send a sample
        </Button>
      );
  }
}

function tell(error: unknown): void {
  notify({ title: 'The sample was not sent', description: error instanceof Error ? error.message : '', tone: 'bad' });
}
