import { useAccounts } from '../bridge/use-accounts.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import page from '../ui/page.module.css';
import { usePlace } from '../shell/place-store.ts';
import { Button } from '../ui/button.tsx';
import { OpenSwitches } from './open-switches.tsx';
import styles from './setup.module.css';
import { SwitchForm } from './switch-form.tsx';

/** What is set up at Vonage so that its webhooks come here, and what puts it back. */
export function SetupPage() {
  const state = useAppState();
  const { accounts, problem } = useAccounts();
  const goTo = usePlace((place) => place.goTo);
  if (!state) return <div aria-busy />;
  const withKey = accounts?.filter(({ apiKey }) => apiKey !== null) ?? [];
  return (
    <div className={page['page']}>
      <div className={page['column']}>
        <h1 className={page['title']}>Setup</h1>
        {state.switches.length === 0 ? null : <OpenSwitches switches={state.switches} />}
        <section className={page['group']} aria-label="Address switch">
          <h2 className={page['groupTitle']}>Address switch</h2>
          <div className={styles['box']} aria-busy={accounts === undefined && problem === null}>
            <p className={styles['text']}>
              Points an application’s webhooks at this app, and back again when you go offline or quit. What was there
              before is written down first, so that it is put back even after a crash.
            </p>
            {problem === null ? null : <p className={styles['problem']}>{problem.message}</p>}
            {accounts !== undefined && withKey.length === 0 ? (
              <div className={styles['row']}>
                <p className={styles['text']}>It needs an account with its API key.</p>
                <Button onClick={() => goTo('settings')}>Add an account in Settings</Button>
              </div>
            ) : null}
            {withKey.length > 0 ? <SwitchForm accounts={withKey} state={state} /> : null}
          </div>
        </section>
        <ByHand />
      </div>
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
