import { useState } from 'react';

import type { AppState, Settings } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { useChangeSettings } from '../bridge/use-settings.ts';
import { TUNNEL_CHOICES } from '../tunnel/go-online-form.tsx';
import { usageWords } from '../tunnel/tunnel-words.ts';
import { useTokenKeeping } from '../tunnel/use-token-keeping.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { notify } from '../ui/toasts.tsx';
import styles from './online-settings.module.css';
import { Setting } from './setting.tsx';
import page from '../ui/page.module.css';
import { TextSetting } from './text-setting.tsx';

/** What Go online uses. A tunnel that is open keeps what it was opened with. */
export function OnlineSettings({ settings, state }: { readonly settings: Settings; readonly state: AppState }) {
  const change = useChangeSettings();
  return (
    <section className={page['group']} aria-label="Online">
      <h2 className={page['groupTitle']}>Online</h2>
      <Setting name="Tunnel" text="What Go online opens. Changes take effect the next time you go online.">
        <Choice
          label="Tunnel"
          value={settings.tunnel}
          choices={TUNNEL_CHOICES}
          onChange={(tunnel) => change({ tunnel })}
        />
      </Setting>
      {settings.tunnel === 'ngrok' ? (
        <>
          <Authtoken state={state} />
          <Setting name="Domain" text="One of your ngrok account. Empty for the one that ngrok gives.">
            <TextSetting
              label="Domain"
              value={settings.ngrokDomain}
              placeholder="my-app.ngrok-free.app"
              maxLength={300}
              onChange={(ngrokDomain) => change({ ngrokDomain })}
            />
          </Setting>
          <Setting name="Free plan" text="Counted by this app; others share the plan. Webhooks save probes.">
            <span className={styles['used']}>{usageWords(state.tunnelUsage)}</span>
          </Setting>
        </>
      ) : (
        <Setting name="Public URL" text="The base address that your own tunnel or proxy leads to the receiver.">
          <TextSetting
            label="Public URL"
            value={settings.customUrl}
            placeholder="https://hooks.example.com"
            maxLength={2_000}
            onChange={(customUrl) => change({ customUrl })}
          />
        </Setting>
      )}
    </section>
  );
}

const TOKEN_TEXT = {
  none: 'From dashboard.ngrok.com, Your Authtoken.',
  kept: 'There is one. It can be replaced or removed, not shown.',
  unreadable: 'There is one, but it can’t be read on this machine any more. Enter it again.',
};

function Authtoken({ state: { authtoken } }: { readonly state: AppState }) {
  const [text, setText] = useState('');
  const keeping = useTokenKeeping();
  const save = (): void => {
    call('authtoken:set', { text }).then(() => setText(''), tell);
  };
  return (
    <Setting name="Authtoken" text={authtoken === 'none' ? `${TOKEN_TEXT.none} ${keeping}` : TOKEN_TEXT[authtoken]}>
      <form
        className={styles['token']}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <input
          type="password"
          aria-label="Authtoken"
          autoComplete="off"
          className={styles['input']}
          placeholder={authtoken === 'kept' ? 'Kept' : ''}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={text === ''}>
          Save
        </Button>
        {authtoken === 'none' ? null : (
          <Button tone="danger" onClick={() => call('authtoken:clear', undefined).catch(tell)}>
            Remove
          </Button>
        )}
      </form>
    </Setting>
  );
}

function tell(error: unknown): void {
  notify({
    title: 'The authtoken was not changed',
    description: error instanceof Error ? error.message : '',
    tone: 'bad',
  });
}
