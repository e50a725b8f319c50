import type { CatalogueEntry, Draft } from '../../shared/contract/simulate.ts';
import { CodeEditor } from '../editor/code-editor.tsx';
import { Choice } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { useSimulateStore } from './simulate-store.ts';
import { changeFields } from './use-drafting.ts';
import styles from './work.module.css';

const LABELS = { from: 'From', to: 'To', text: 'Text', errorCode: 'Error code' } as const;
const ENCODINGS = { json: 'JSON', form: 'Form', get: 'GET query' } as const;
const SIGNINGS = {
  jwt: 'Signed with a token when it is sent.',
  sms: 'Signed with sig when it is sent, where the account says by which method.',
  none: 'Vonage does not sign this kind.',
} as const;

/** One webhook: the usual fields, and all of it as JSON. */
export function WebhookForm() {
  const { entry, draft, origin } = useSimulateStore();
  if (draft === null) return <div aria-busy className={styles['form']} />;
  return (
    <div className={styles['form']}>
      <div>
        <h2 className={styles['title']}>{entry === null ? `Webhook ${origin ?? ''} once more` : entry.label}</h2>
        <p className={styles['about']}>
          {entry === null ? 'From a captured webhook' : whatOf(entry)}, to {draft.path}. {SIGNINGS[draft.signing]}
        </p>
      </div>
      {entry === null ? null : <UsualFields entry={entry} draft={draft} />}
      <JsonField draft={draft} />
    </div>
  );
}

/** As a scenario names it, and what tells it from others of its kind. */
function whatOf({ api, kind, channel, content, status }: CatalogueEntry): string {
  return [`${api}/${kind}`, channel, content, status].filter((part) => part !== null).join(' · ');
}

function UsualFields({ entry, draft }: { readonly entry: CatalogueEntry; readonly draft: Draft }) {
  const { fields, uses, change } = useSimulateStore();
  return (
    <>
      {uses.length === 0 ? null : (
        <div className={styles['fields']}>
          {uses.map((name) => (
            <TextField
              key={name}
              label={LABELS[name]}
              value={fields[name]}
              placeholder={name === 'errorCode' ? 'fits the status' : 'usual'}
              maxLength={1_000}
              onChange={({ target }) => changeFields({ [name]: target.value })}
            />
          ))}
        </div>
      )}
      {entry.encodings.length < 2 ? null : (
        <Choice
          label="Encoding"
          value={draft.encoding}
          choices={entry.encodings.map((value) => ({ value, label: ENCODINGS[value] }))}
          onChange={(encoding) => change({ draft: { ...draft, encoding } })}
        />
      )}
    </>
  );
}

function JsonField({ draft }: { readonly draft: Draft }) {
  const { entry, origin, change } = useSimulateStore();
  const hint = entry === null ? 'Sent as it stands here.' : 'Can be changed; a change above writes it anew.';
  const isSentAsItIs = draft.encoding === 'json' && draft.signing !== 'sms';
  const label = draft.encoding === 'json' ? 'Body' : 'Parameters, as JSON';
  return (
    <CodeEditor
      key={`${origin} ${entry === null ? '' : whatOf(entry)} ${label}`}
      label={label}
      language="json"
      hint={hint}
      consequence={isSentAsItIs ? 'It would be sent as it is.' : 'It can’t be sent.'}
      value={draft.text}
      onChange={(text) => change({ draft: { ...draft, text } })}
    />
  );
}
