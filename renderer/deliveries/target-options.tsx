import { useState } from 'react';

import type { TargetFields } from '../../shared/contract/deliveries.ts';
import { Choice } from '../ui/choice.tsx';
import { Field, TextField } from '../ui/field.tsx';
import input from '../ui/field.module.css';
import { Switch } from '../ui/switch.tsx';
import { KNOWN_CHANNELS, KNOWN_KINDS } from './known-names.ts';
import { NumberField } from './number-field.tsx';
import { OptionLine } from './option-line.tsx';
import { PickList } from './pick-list.tsx';
import { parseHeaders, writeHeaders } from './target-fields.ts';
import styles from './targets.module.css';

interface TargetOptionsProps {
  readonly fields: TargetFields;
  readonly set: (changes: Partial<TargetFields>) => void;
}

/** What most leave as it is. */
export function TargetOptions({ fields, set }: TargetOptionsProps) {
  const { mode, failureAnswer, path, marks, allowSelfSigned, healthPath, timeLimitMs, parallel } = fields;
  return (
    <div className={styles['options']}>
      <div className={styles['pair']}>
        <PickList
          label="Kinds"
          none="All kinds are forwarded."
          unknown="no kind that this app knows, so nothing of it is forwarded."
          picks={KNOWN_KINDS}
          picked={fields.kinds}
          onChange={(kinds) => set({ kinds })}
        />
        <PickList
          label="Channels"
          none="All channels, and what has none."
          unknown="no channel that this app knows."
          picks={KNOWN_CHANNELS}
          picked={fields.channels}
          onChange={(channels) => set({ channels })}
        />
      </div>
      <OptionLine
        name="Who answers Vonage"
        text={
          mode === 'pass-through'
            ? 'Your app: Vonage waits for it, and gets its status, headers and body.'
            : 'Webhook Inspector, at once. Your app gets a copy.'
        }
      >
        <Choice
          label="Who answers Vonage"
          value={mode}
          choices={[
            { value: 'store-and-answer', label: 'Store and answer' },
            { value: 'pass-through', label: 'Pass through' },
          ]}
          onChange={(next) => set({ mode: next })}
        />
      </OptionLine>
      <div className={styles['pair']}>
        <NumberField
          label="Time limit in ms"
          value={timeLimitMs}
          min={50}
          max={300_000}
          onChange={(value) => set({ timeLimitMs: value })}
        />
        {mode === 'pass-through' ? (
          <TextField
            label="If your app gives no answer"
            inputMode="numeric"
            placeholder="the usual answer"
            value={failureAnswer ?? ''}
            onChange={({ target }) => set({ failureAnswer: target.value.trim() === '' ? null : Number(target.value) })}
          />
        ) : (
          <NumberField
            label="Deliveries at once"
            value={parallel}
            min={1}
            max={64}
            onChange={(value) => set({ parallel: value })}
          />
        )}
        <TextField
          label="Health path"
          placeholder="none: a connection is enough"
          value={healthPath ?? ''}
          onChange={({ target }) => set({ healthPath: target.value.trim() === '' ? null : target.value.trim() })}
        />
      </div>
      <OptionLine
        name="Each webhook’s own path"
        text="Off: all go to the path of the URL above. The query is kept either way."
      >
        <Switch
          label="Each webhook’s own path"
          checked={path === 'keep'}
          onChange={(keeps) => set({ path: keeps ? 'keep' : 'own' })}
        />
      </OptionLine>
      <OptionLine
        name="X-Webhook-Inspector headers"
        text="They tell your app that it is a delivery, and of which webhook."
      >
        <Switch label="X-Webhook-Inspector headers" checked={marks} onChange={(next) => set({ marks: next })} />
      </OptionLine>
      <OptionLine name="Self-signed certificate" text="Accepted for this target alone.">
        <Switch
          label="Self-signed certificate"
          checked={allowSelfSigned}
          onChange={(next) => set({ allowSelfSigned: next })}
        />
      </OptionLine>
      <HeadersField headers={fields.headers} onChange={(headers) => set({ headers })} />
    </div>
  );
}

interface HeadersFieldProps {
  readonly headers: TargetFields['headers'];
  readonly onChange: (headers: [string, string][]) => void;
}

function HeadersField({ headers, onChange }: HeadersFieldProps) {
  const [text, setText] = useState(writeHeaders(headers));
  const parsed = parseHeaders(text);
  return (
    <Field label="Headers to add" problem={parsed === null ? 'Each line is a name, a colon and a value.' : null}>
      {(ids) => (
        <textarea
          rows={2}
          spellCheck={false}
          autoComplete="off"
          className={input['input']}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            const next = parseHeaders(target.value);
            if (next !== null) onChange(next);
          }}
          {...ids}
        />
      )}
    </Field>
  );
}
