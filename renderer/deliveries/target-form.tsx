import { useState } from 'react';

import type { TargetFields, TargetHealth, TargetState } from '../../shared/contract/deliveries.ts';
import { formatDuration } from '../../shared/format.ts';
import { call } from '../bridge/client.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { TextField } from '../ui/field.tsx';
import { useInlineForm } from '../ui/use-inline-form.ts';
import { nameOf, toFields, USUAL_TARGET } from './target-fields.ts';
import { TargetOptions } from './target-options.tsx';
import styles from './targets.module.css';
import { useChangeTargets } from './use-targets.ts';

interface TargetFormProps {
  /** Null for a new one. */
  readonly target: TargetState | null;
  /** The address alone: the usual fits most. */
  readonly isShort?: boolean;
  readonly onDone: () => void;
}

/** Where webhooks are sent to. Saving asks the address whether anybody is there, and says so; it saves in any case. */
export function TargetForm({ target, isShort = false, onDone }: TargetFormProps) {
  const change = useChangeTargets();
  const [fields, setFields] = useState<TargetFields>(() => (target === null ? USUAL_TARGET : toFields(target)));
  const [problem, setProblem] = useState<string | null>(null);
  const [probed, setProbed] = useState<TargetHealth | null>(null);
  const [isBusy, setBusy] = useState(false);
  const set = (changes: Partial<TargetFields>): void => setFields((before) => ({ ...before, ...changes }));

  const form = useInlineForm(`target-${target?.id ?? 'new'}`, onDone);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setProblem(null);
    setBusy(true);
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const probe = async (): Promise<void> => {
    const { url, allowSelfSigned, healthPath } = fields;
    setProbed(await call('targets:probe', { url, allowSelfSigned, healthPath }));
  };
  const save = async (): Promise<void> => {
    const name = fields.name.trim() === '' ? nameOf(fields.url) : fields.name;
    await change('targets:save', { ...fields, name, id: target?.id ?? null });
    onDone();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc anywhere inside gives up
    <form
      {...form}
      aria-label={target === null ? 'New target' : `Change ${target.name}`}
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(save);
      }}
    >
      <div className={isShort ? undefined : styles['pair']}>
        <TextField
          label="URL"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form was just asked for
          autoFocus
          value={fields.url}
          hint="Your app’s address. Each webhook keeps its own path behind it."
          problem={problem}
          onChange={({ target: { value } }) => set({ url: value })}
        />
        {isShort ? null : (
          <TextField
            label="Name"
            maxLength={100}
            placeholder={nameOf(fields.url)}
            value={fields.name}
            onChange={({ target: { value } }) => set({ name: value })}
          />
        )}
      </div>
      {isShort ? null : (
        <Disclosure title="Which webhooks, and how" isOpenAtFirst={target !== null}>
          <TargetOptions fields={fields} set={set} />
        </Disclosure>
      )}
      <p role="status" className={styles['probed']}>
        {probed === null ? '' : tellProbe(probed)}
      </p>
      <div className={styles['buttons']}>
        <Button type="submit" tone="primary" disabled={isBusy}>
          {target === null ? 'Forward to it' : 'Save'}
        </Button>
        <Button disabled={isBusy} onClick={() => void attempt(probe)}>
          Is it up?
        </Button>
        {isShort ? null : <Button onClick={onDone}>Cancel</Button>}
      </div>
    </form>
  );
}

function tellProbe({ state, message, latencyUs }: TargetHealth): string {
  if (state === 'up') return `It is up${latencyUs === null ? '' : ` and answers in ${formatDuration(latencyUs)}`}.`;
  return message ?? 'Nothing is known of it.';
}
