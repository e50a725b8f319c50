import { useId, useState } from 'react';

import type { AppState, Settings } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import styles from './go-online-form.module.css';
import { useTokenKeeping } from './use-token-keeping.ts';
import { useTunnelActions } from './use-tunnel.ts';

const TOKEN_PAGE = 'dashboard.ngrok.com/get-started/your-authtoken';

export const TUNNEL_CHOICES = [
  { value: 'ngrok', label: 'ngrok' },
  { value: 'custom', label: 'I have a URL' },
] as const;

interface GoOnlineFormProps {
  readonly state: AppState;
  readonly settings: Settings;
  readonly onDone: () => void;
}

/** What has to be known once: the authtoken of ngrok, or the address of another tunnel. */
export function GoOnlineForm({ state, settings, onDone }: GoOnlineFormProps) {
  const [kind, setKind] = useState(settings.tunnel);
  const [text, setText] = useState(settings.tunnel === 'custom' ? settings.customUrl : '');
  const [problem, setProblem] = useState<string | null>(null);
  const { goOnline, isGoingOnline } = useTunnelActions();
  const keeping = useTokenKeeping();
  const fieldId = useId();
  const problemId = useId();
  const isNgrok = kind === 'ngrok';
  const localUrl = state.receiver.state === 'listening' ? state.receiver.baseUrl : '';

  const start = async (): Promise<void> => {
    if (!isNgrok) return void (await goOnline({ kind: 'custom', url: text }));
    if (text !== '' || state.authtoken !== 'kept') await call('authtoken:set', { text });
    await goOnline({ kind: 'ngrok', domain: settings.ngrokDomain });
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        start().then(onDone, (error: Error) => setProblem(error.message));
      }}
    >
      <Choice
        label="Tunnel"
        value={kind}
        choices={TUNNEL_CHOICES}
        onChange={(next) => {
          setKind(next);
          setText('');
          setProblem(null);
        }}
      />
      <label htmlFor={fieldId} className={styles['label']}>
        {isNgrok ? 'Authtoken' : 'Public URL'}
      </label>
      <input
        id={fieldId}
        type={isNgrok ? 'password' : 'text'}
        autoComplete="off"
        spellCheck={false}
        className={styles['input']}
        placeholder={isNgrok ? 'Paste it here' : 'https://hooks.example.com'}
        aria-invalid={problem !== null}
        aria-describedby={problemId}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p
        id={problemId}
        role={problem === null ? undefined : 'alert'}
        className={styles[problem === null ? 'hint' : 'problem']}
      >
        {problem ??
          (isNgrok
            ? `Copy it from ${TOKEN_PAGE}. A free account is enough. ${keeping}`
            : `It must lead to ${localUrl} on this machine. It is probed before it counts.`)}
      </p>
      <Button type="submit" tone="primary" disabled={isGoingOnline}>
        Go online
      </Button>
    </form>
  );
}
