import { Monitor, Moon, Sun } from 'lucide-react';

import type { AppState, Settings } from '../../shared/contract.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { useChangeSettings, useSettings } from '../bridge/use-settings.ts';
import { usePlace } from '../shell/place-store.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Accounts } from './accounts/accounts.tsx';
import { KeepSection } from './keep-section.tsx';
import { NumberSetting } from './number-setting.tsx';
import { OnlineSettings } from './online-settings.tsx';
import { Setting } from './setting.tsx';
import page from '../ui/page.module.css';
import styles from './settings-page.module.css';
import { SignatureSettings } from './signature-settings.tsx';

const MB = 1_024 * 1_024;

export function SettingsPage() {
  const settings = useSettings();
  const state = useAppState();
  if (!settings || !state) return <div aria-busy />;
  return (
    <div className={page['page']}>
      <div className={page['column']}>
        <h1 className={page['title']}>Settings</h1>
        <Appearance settings={settings} />
        <Receiver settings={settings} state={state} />
        <Accounts />
        <SignatureSettings settings={settings} />
        <OnlineSettings settings={settings} state={state} />
        <KeepSection settings={settings} state={state} />
        <Data state={state} />
      </div>
    </div>
  );
}

function Appearance({ settings }: { readonly settings: Settings }) {
  const change = useChangeSettings();
  return (
    <section className={page['group']} aria-label="Appearance">
      <h2 className={page['groupTitle']}>Appearance</h2>
      <Setting name="Theme" text="System follows your desktop.">
        <Choice
          label="Theme"
          value={settings.theme}
          choices={[
            { value: 'system', label: 'System', icon: <Monitor size={13} aria-hidden /> },
            { value: 'light', label: 'Light', icon: <Sun size={13} aria-hidden /> },
            { value: 'dark', label: 'Dark', icon: <Moon size={13} aria-hidden /> },
          ]}
          onChange={(theme) => change({ theme })}
        />
      </Setting>
      <Setting name="Rows" text="Compact shows about a quarter more webhooks.">
        <Choice
          label="Rows"
          value={settings.density}
          choices={[
            { value: 'comfortable', label: 'Comfortable' },
            { value: 'compact', label: 'Compact' },
          ]}
          onChange={(density) => change({ density })}
        />
      </Setting>
    </section>
  );
}

function Receiver({ settings, state }: { readonly settings: Settings; readonly state: AppState }) {
  const change = useChangeSettings();
  const goTo = usePlace((place) => place.goTo);
  const { receiver } = state;
  const isOther = receiver.state === 'listening' && receiver.port !== settings.port;
  return (
    <section className={page['group']} aria-label="Receiver">
      <h2 className={page['groupTitle']}>Receiver</h2>
      <Setting
        name="Port"
        text={
          isOther
            ? `Used at the next start. The receiver listens on ${receiver.port} now.`
            : 'Used at the next start. Where it is taken, the next free one is.'
        }
      >
        <NumberSetting label="Port" value={settings.port} min={0} max={65_535} onChange={(port) => change({ port })} />
      </Setting>
      <Setting
        name="Largest body"
        text="Of a larger one the first part is kept, and Vonage is answered 413. From 1 to 100 MB."
      >
        <NumberSetting
          label="Largest body in MB"
          unit="MB"
          value={Math.max(1, Math.round(settings.bodyLimit / MB))}
          min={1}
          max={100}
          onChange={(megabytes) => change({ bodyLimit: megabytes * MB })}
        />
      </Setting>
      <Setting
        name="Default answer"
        text="What Vonage is answered, with an empty body. Voice answer and fallback get an NCCO instead."
      >
        <Choice
          label="Default answer"
          value={settings.answerStatus === 204 ? '204' : '200'}
          choices={[
            { value: '200', label: '200 OK' },
            { value: '204', label: '204 No Content' },
          ]}
          onChange={(status) => change({ answerStatus: status === '204' ? 204 : 200 })}
        />
      </Setting>
      <Setting name="Rules" text="Other answers for some webhooks: a status, a body, late, or none at all.">
        <Button onClick={() => goTo('rules')}>Open rules</Button>
      </Setting>
    </section>
  );
}

function Data({ state }: { readonly state: AppState }) {
  return (
    <section className={page['group']} aria-label="Data">
      <h2 className={page['groupTitle']}>Data</h2>
      <Setting name="Data folder" text="All that the app keeps is here. Nothing is written elsewhere.">
        <span className={styles['path']}>
          <code>{state.dataFolder}</code>
          <CopyButton text={state.dataFolder} label="Copy data folder" />
        </span>
      </Setting>
      <Setting name="Version" text="Webhook Inspector for Vonage">
        <code className={styles['version']}>{state.version}</code>
      </Setting>
    </section>
  );
}
