import { Field, TextField } from '../ui/field.tsx';
import input from '../ui/field.module.css';
import styles from './dialogs.module.css';
import type { Draft } from './draft.ts';

interface RequestFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** Method, path, headers and body of a request. The body has the focus first: it is what is mostly changed. */
export function RequestFields({ draft, onChange }: RequestFieldsProps) {
  const area = { spellCheck: false, autoComplete: 'off' } as const;
  return (
    <>
      <div className={styles['request']}>
        <TextField
          label="Method"
          maxLength={32}
          value={draft.method}
          onChange={({ target }) => onChange({ ...draft, method: target.value.toUpperCase() })}
        />
        <TextField
          label="Path and query"
          value={draft.target}
          onChange={({ target }) => onChange({ ...draft, target: target.value })}
        />
      </div>
      <Field label="Headers">
        {(ids) => (
          <textarea
            {...area}
            {...ids}
            rows={5}
            wrap="off"
            className={input['input']}
            value={draft.headers}
            onChange={({ target }) => onChange({ ...draft, headers: target.value })}
          />
        )}
      </Field>
      <Field
        label="Body"
        hint={draft.isHex ? 'It is no plain text, so its bytes are here, two hex digits each.' : undefined}
      >
        {(ids) => (
          <textarea
            {...area}
            {...ids}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was just asked for
            autoFocus
            rows={12}
            className={`${input['input']} ${styles['body']}`}
            value={draft.body}
            onChange={({ target }) => onChange({ ...draft, body: target.value })}
          />
        )}
      </Field>
    </>
  );
}
