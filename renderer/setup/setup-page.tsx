import { type RefObject, useRef, useState } from 'react';

import type { AppState, Settings } from '../../shared/contract.ts';
import { useAccounts } from '../bridge/use-accounts.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { useSettings } from '../bridge/use-settings.ts';
import page from '../ui/page.module.css';
import { usePlace } from '../shell/place-store.ts';
import { Button } from '../ui/button.tsx';
import { Doctor } from './doctor.tsx';
import { OpenSwitches } from './open-switches.tsx';
import styles from './setup.module.css';
import { SwitchForm } from './switch-form.tsx';
import { ACCOUNT_HOLDER } from './use-switch.ts';

/** Why nothing is arriving, what is set up at Vonage so that webhooks come here, and what puts it back. */
export function SetupPage() {
  const state = useAppState();
  const settings = useSettings();
  return state && settings ? <Setup state={state} settings={settings} /> : <div aria-busy />;
}

interface SetupProps {
  readonly state: AppState;
  readonly settings: Settings;
}

function Setup({ state, settings }: SetupProps) {
  const [holder, setHolder] = useState(settings.setupApplication?.id ?? '');
  const form = useRef<HTMLElement>(null);
  const switched = useRef<HTMLDivElement>(null);
  const place = {
    open(wanted: 'application' | 'account-sms') {
      setHolder(wanted === 'account-sms' ? ACCOUNT_HOLDER : (settings.setupApplication?.id ?? ''));
      goThere(form);
    },
    showSwitched: () => goThere(switched),
  };
  return (
    <div className={page['page']}>
      <div className={page['column']}>
        <h1 className={page['title']}>Setup</h1>
        <Doctor state={state} settings={settings} place={place} />
        <div ref={switched}>{state.switches.length === 0 ? null : <OpenSwitches switches={state.switches} />}</div>
        <section ref={form} className={page['group']} aria-label="Address switch">
          <h2 className={page['groupTitle']}>Address switch</h2>
          <AddressSwitch state={state} settings={settings} holder={holder} onHolder={setHolder} />
        </section>
        <ByHand />
      </div>
    </div>
  );
}

/** Shows it, with the keyboard at what can be done there first. */
function goThere({ current }: RefObject<HTMLElement | null>): void {
  current?.scrollIntoView({ block: 'start' });
  current?.querySelector<HTMLElement>('select, input, button')?.focus({ preventScroll: true });
}

interface AddressSwitchProps extends SetupProps {
  readonly holder: string;
  readonly onHolder: (holder: string) => void;
}

function AddressSwitch({ state, settings, holder, onHolder }: AddressSwitchProps) {
  const { accounts, problem } = useAccounts();
  const goTo = usePlace((place) => place.goTo);
  const withKey = accounts?.filter(({ apiKey }) => apiKey !== null) ?? [];
  return (
    <div className={styles['box']} aria-busy={accounts === undefined && problem === null}>
      <p className={styles['text']}>
        Points an application’s webhooks at this app, and back again when you go offline or quit. What was there before
        is written down first, so that it is put back even after a crash.
      </p>
      {problem === null ? null : <p className={styles['problem']}>{problem.message}</p>}
      {accounts !== undefined && withKey.length === 0 ? (
        <div className={styles['row']}>
          <p className={styles['text']}>It needs an account with its API key.</p>
          <Button onClick={() => goTo('settings')}>Add an account in Settings</Button>
        </div>
      ) : null}
      {withKey.length > 0 ? (
        <SwitchForm
          accounts={withKey}
          state={state}
          holder={holder}
          onHolder={onHolder}
          apiKey={settings.setupApplication?.apiKey ?? null}
        />
      ) : null}
    </div>
  );
}

function ByHand() {
  return (
    <section className={page['group']} aria-label="By hand">
      <h2 className={page['groupTitle']}>By hand</h2>
      <ol className={styles['steps']}>
        <li>Go online, then copy Inbound URL and Status URL at the top of this window.</li>
        <li>In the Vonage dashboard, open Applications, choose yours, then Edit.</li>
        <li>Write down the addresses under Capabilities, Messages: nobody else keeps them for you.</li>
        <li>Put the copied ones in their place, and save. For SMS they are under API Settings.</li>
        <li>When you are done, put the old ones back in the same way.</li>
      </ol>
    </section>
  );
}
