import { CodeEditor } from '../editor/code-editor.tsx';
import { Field, TextField } from '../ui/field.tsx';
import input from '../ui/field.module.css';
import styles from './dialogs.module.css';
import { type Draft, isJson } from './draft.ts';

interface RequestFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** Method, path, headers and body of a request. The body has the focus first: it is what is mostly changed. */
export function RequestFields({ draft, onChange }: RequestFieldsProps) {
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
            spellCheck={false}
            autoComplete="off"
            {...ids}
            rows={5}
            wrap="off"
            className={input['input']}
            value={draft.headers}
            onChange={({ target }) => onChange({ ...draft, headers: target.value })}
          />
        )}
      </Field>
      <CodeEditor
        label="Body"
        language={isJson(draft) ? 'json' : 'text'}
        hint={draft.isHex ? 'It is not UTF-8 text, so its bytes are here, two hex digits each.' : undefined}
        consequence="It is sent as it stands."
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was just asked for
        autoFocus
        value={draft.body}
        onChange={(body) => onChange({ ...draft, body })}
      />
    </>
  );
}
