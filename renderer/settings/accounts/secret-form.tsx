import { useRef, useState } from 'react';

import type { Account, Input } from '../../../shared/contract.ts';
import { useChangeAccounts } from '../../bridge/use-accounts.ts';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/field.tsx';
import styles from './accounts.module.css';
import { EditorForm } from './editor-form.tsx';
import { SecretField } from './secret-field.tsx';

type Use = Input<'secrets:set'>['use'];

const HINTS: Readonly<Record<Use, string>> = {
  signature: 'For signed webhooks. Keep several while you rotate: each of them is accepted.',
  sms: 'For the sig parameter of the SMS API, where it has a secret of its own. It replaces the one that is there.',
  api: 'The API secret beside the API key, for changing addresses at Vonage. It replaces the one that is there.',
};

/** A further secret of an account. */
export function SecretForm({ account, onDone }: { readonly account: Account; readonly onDone: () => void }) {
  const change = useChangeAccounts();
  const [use, setUse] = useState<Use>('signature');
  const [label, setLabel] = useState<string | null>(null);
  const secret = useRef<HTMLInputElement>(null);
  const name = label ?? suggestLabel(account, use);

  const save = async (): Promise<void> => {
    const text = secret.current?.value ?? '';
    if (text === '') throw new Error('Enter the secret first.');
    await change('secrets:set', { account: account.id, use, label: name.trim(), text });
    if (secret.current !== null) secret.current.value = '';
  };
  return (
    <EditorForm
      title={`Add a secret to ${account.label}`}
      submit="Save secret"
      canSubmit={name.trim() !== ''}
      onSubmit={save}
      onDone={onDone}
      focusOn="password"
    >
      <div>
        <Choice
          label="Used for"
          value={use}
          choices={[
            { value: 'signature', label: 'Signed webhooks' },
            { value: 'sms', label: 'SMS API' },
            ...(account.apiKey === null ? [] : [{ value: 'api' as const, label: 'Vonage’s API' }]),
          ]}
          onChange={setUse}
        />
      </div>
      <div className={styles['pair']}>
        <SecretField ref={secret} label="Secret" hint={HINTS[use]} />
        <TextField
          label="Label"
          value={name}
          maxLength={100}
          hint="To tell them apart. The secret itself is never shown again."
          onChange={({ target }) => setLabel(target.value)}
        />
      </div>
    </EditorForm>
  );
}

function suggestLabel({ secrets }: Account, use: Use): string {
  if (use === 'sms') return 'SMS';
  if (use === 'api') return 'API secret';
  const count = secrets.filter((secret) => secret.use === 'signature').length;
  return count === 0 ? 'current' : `secret ${count + 1}`;
}
