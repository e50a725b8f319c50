import { useMutation } from '@tanstack/react-query';
import { Check, Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import type { TargetState } from '../../shared/contract/deliveries.ts';
import { formatDuration } from '../../shared/format.ts';
import { call } from '../bridge/client.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { useSettings } from '../bridge/use-settings.ts';
import { nameOf, USUAL_TARGET } from '../deliveries/target-fields.ts';
import { useChangeTargets, useTargets } from '../deliveries/use-targets.ts';
import { GoOnline } from '../tunnel/tunnel-button.tsx';
import { TUNNEL_WORDS } from '../tunnel/tunnel-words.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { notify } from '../ui/toasts.tsx';
import { Unseen } from '../ui/unseen.tsx';
import styles from './first-steps.module.css';

/** What somebody does in the first minute; each step is ticked once it works, whoever did it and wherever. */
export function FirstSteps() {
  return (
    <ol aria-label="First steps" className={styles['steps']}>
      <SampleStep />
      <ForwardStep />
      <OnlineStep />
    </ol>
  );
}

interface StepProps {
  readonly title: string;
  /** What it is for, or what became of it. */
  readonly text: ReactNode;
  readonly isDone: boolean;
  readonly children: ReactNode;
}

function Step({ title, text, isDone, children }: StepProps) {
  return (
    <li className={styles['step']}>
      <span aria-hidden className={styles['tick']} data-done={isDone || undefined}>
        {isDone ? <Check size={13} /> : null}
      </span>
      <div className={styles['words']}>
        <h3 className={styles['title']}>
          {title}
          {isDone ? <Unseen>, done</Unseen> : null}
        </h3>
        <p role="status" className={styles['text']}>
          {text}
        </p>
      </div>
      <div className={styles['control']}>{children}</div>
    </li>
  );
}

/** Never ticked: the row that it makes takes the place of these steps. */
function SampleStep() {
  const sample = useMutation({
    mutationFn: () => call('sample:send', undefined),
    onError: (error) => notify({ title: 'The sample was not sent', description: error.message, tone: 'bad' }),
  });
  return (
    <Step
      title="Send a sample"
      text="A signed inbound message, through the real receiver. Nothing leaves your machine."
      isDone={false}
    >
      <Button tone="primary" icon={Send} disabled={sample.isPending} onClick={() => sample.mutate()}>
        Send a sample
      </Button>
    </Step>
  );
}

function ForwardStep() {
  const target = useTargets()?.find(({ live }) => live);
  return (
    <Step
      title="Forward to my app"
      text={target === undefined ? 'It gets a copy of each webhook as it comes.' : tellTarget(target)}
      isDone={target?.health.state === 'up'}
    >
      {target === undefined ? <ForwardForm /> : <code className={styles['address']}>{target.url}</code>}
    </Step>
  );
}

function tellTarget({ health: { state, message, latencyUs } }: TargetState): string {
  if (state === 'up') return `It is up${latencyUs === null ? '' : ` and answers in ${formatDuration(latencyUs)}`}.`;
  if (state === 'unknown') return 'Asking whether it is up…';
  return `${message ?? 'It is down.'} It is asked again until it is up.`;
}

function ForwardForm() {
  const change = useChangeTargets();
  const [url, setUrl] = useState(USUAL_TARGET.url);
  const save = useMutation({
    mutationFn: () => change('targets:save', { ...USUAL_TARGET, url, name: nameOf(url), id: null }),
  });
  return (
    <form
      aria-label="Forward to my app"
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextField
        label="URL of my app"
        value={url}
        problem={save.error?.message ?? null}
        onChange={({ target }) => {
          setUrl(target.value);
          save.reset();
        }}
      />
      <Button type="submit" disabled={save.isPending}>
        Forward
      </Button>
    </form>
  );
}

function OnlineStep() {
  const state = useAppState();
  const settings = useSettings();
  if (!state || !settings) return null;
  const { tunnel } = state;
  const isOnline = tunnel.state === 'online';
  return (
    <Step
      title="Go online"
      text={
        isOnline && tunnel.url !== null
          ? `Vonage reaches this app at ${tunnel.url}.`
          : 'A public address, so that Vonage can reach this app: ngrok, or a URL that you have.'
      }
      isDone={isOnline}
    >
      {tunnel.state === 'offline' ? (
        <GoOnline state={state} settings={settings} label="Get an address" />
      ) : (
        <span className={styles['address']}>{TUNNEL_WORDS[tunnel.state]}</span>
      )}
    </Step>
  );
}
