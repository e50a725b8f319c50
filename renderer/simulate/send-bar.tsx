import { Play, Send, Square } from 'lucide-react';
import { useState } from 'react';

import type { Destination } from '../../shared/contract/deliveries.ts';
import type { SignWith } from '../../shared/contract/simulate.ts';
import { useAccounts } from '../bridge/use-accounts.ts';
import { useSimulate, useSimulation } from '../bridge/use-simulation.ts';
import { useTargets } from '../deliveries/use-targets.ts';
import { toHost } from '../deliveries/words.ts';
import { Button } from '../ui/button.tsx';
import { Field, TextField } from '../ui/field.tsx';
import input from '../ui/field.module.css';
import { Tooltip } from '../ui/tooltip.tsx';
import { useSimulateStore } from './simulate-store.ts';
import { useSending } from './use-sending.ts';
import styles from './work.module.css';

/** Who signs, where to, how often, and the button. */
export function SendBar() {
  const { mode, count, to, change } = useSimulateStore();
  const { problem, send } = useSending();
  const simulate = useSimulate();
  const isRunning = useSimulation()?.isRunning ?? false;
  return (
    <div className={styles['bar']}>
      <div className={styles['send']}>
        <SignField />
        <WhereField />
        {to === null || !('url' in to) ? null : (
          <div className={styles['address']}>
            <TextField
              label="Address"
              value={to.url}
              placeholder="http://localhost:3000"
              maxLength={2_000}
              onChange={({ target }) => change({ to: { ...to, url: target.value } })}
            />
          </div>
        )}
        {mode === 'scenario' ? null : (
          <div className={styles['times']}>
            <TextField
              label="Times"
              inputMode="numeric"
              value={count}
              maxLength={4}
              onChange={({ target }) => change({ count: target.value })}
            />
          </div>
        )}
        <div className={styles['buttons']}>
          {isRunning ? (
            <Button icon={Square} onClick={() => void simulate('simulate:stop', undefined)}>
              Stop
            </Button>
          ) : null}
          <Tooltip text={mode === 'webhook' ? 'Send' : 'Run'} keys="Ctrl+Enter">
            <Button
              tone="primary"
              icon={mode === 'webhook' ? Send : Play}
              disabled={isRunning}
              onClick={() => void send()}
            >
              {mode === 'webhook' ? 'Send' : 'Run'}
            </Button>
          </Tooltip>
        </div>
      </div>
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </div>
  );
}

function WhereField() {
  const { to, change } = useSimulateStore();
  const targets = useTargets() ?? [];
  return (
    <div className={styles['where']}>
      <Field label="Send to">
        {(ids) => (
          <select
            className={input['input']}
            value={toPlace(to)}
            onChange={({ target }) => change({ to: toDestination(target.value) })}
            {...ids}
          >
            <option value={RECEIVER}>The receiver</option>
            {targets.map(({ id, name, url }) => (
              <option key={id} value={id}>
                {name} ({toHost(url)})
              </option>
            ))}
            <option value={ADDRESS}>An address</option>
          </select>
        )}
      </Field>
    </div>
  );
}

const RECEIVER = 'receiver';
const ADDRESS = 'address';

function toPlace(to: Destination | null): string {
  if (to === null) return RECEIVER;
  return 'url' in to ? ADDRESS : String(to.target);
}

function toDestination(place: string): Destination | null {
  if (place === RECEIVER) return null;
  return place === ADDRESS ? { url: '', allowSelfSigned: false } : { target: Number(place) };
}

function SignField() {
  const { signWith, change } = useSimulateStore();
  const [chosen, setChosen] = useState(() => toValue(signWith));
  const accounts = useAccounts().accounts ?? [];
  const signing = accounts.filter(({ secrets }) =>
    secrets.some(({ use, readable }) => use === 'signature' && readable),
  );
  const choose = (value: string): void => {
    setChosen(value);
    change({ signWith: toSignWith(value) });
  };
  return (
    <div className={styles['sign']}>
      <Field label="Sign with">
        {(ids) => (
          <select className={input['input']} value={chosen} onChange={({ target }) => choose(target.value)} {...ids}>
            <option value="first">{signing[0] ? 'The first account' : 'A made-up secret'}</option>
            {signing.map(({ id, label, apiKey }) => (
              <option key={id} value={toValue({ by: 'account', apiKey })}>
                {label}
              </option>
            ))}
            <option value="nobody">Nothing, unsigned</option>
          </select>
        )}
      </Field>
    </div>
  );
}

const ACCOUNT = 'account ';

function toValue(signWith: SignWith): string {
  return signWith.by === 'account' ? `${ACCOUNT}${signWith.apiKey ?? ''}` : signWith.by;
}

function toSignWith(value: string): SignWith {
  if (value === 'first' || value === 'nobody') return { by: value };
  return { by: 'account', apiKey: value.slice(ACCOUNT.length) || null };
}
