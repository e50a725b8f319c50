import { useRef, useState } from 'react';

import type { Account, Input } from '../../../shared/contract.ts';
import type { SmsMethod } from '../../../shared/signature.ts';
import { useChangeAccounts } from '../../bridge/use-accounts.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Field, TextField } from '../../ui/field.tsx';
import input from '../../ui/field.module.css';
import { EditorForm } from './editor-form.tsx';
import { SecretField } from './secret-field.tsx';
import { SmsMethodField } from './sms-method-field.tsx';
import styles from './accounts.module.css';

interface AccountFormProps {
  /** Null for a new one. */
  readonly account: Account | null;
  /** Of a new one. */
  readonly apiKey: string | null;
  readonly onDone: () => void;
}

const API_KEY = /^[\w-]{1,64}$/;

/** An account's name, key and how it signs. A new one gets its first secret here as well. */
export function AccountForm({ account, apiKey: givenKey, onDone }: AccountFormProps) {
  const change = useChangeAccounts();
  const [id, setId] = useState(account?.id ?? null);
  const [label, setLabel] = useState(account?.label ?? (givenKey === null ? '' : `Account ${givenKey}`));
  const [apiKey, setApiKey] = useState((account === null ? givenKey : account.apiKey) ?? '');
  const [smsMethod, setSmsMethod] = useState<SmsMethod | null>(account?.smsMethod ?? null);
  const [applications, setApplications] = useState((account?.applicationIds ?? []).join('\n'));
  const secret = useRef<HTMLInputElement>(null);

  const save = async (): Promise<void> => {
    const fields = toFields(label, apiKey, smsMethod, applications);
    const text = secret.current?.value ?? '';
    const saved = await change('accounts:save', { id, ...fields });
    // Should the secret fail, the next try must not make a second account.
    setId(saved.id);
    if (text === '') return;
    await change('secrets:set', { account: saved.id, use: 'signature', label: 'current', text });
    if (secret.current !== null) secret.current.value = '';
  };
  const keyProblem =
    apiKey.trim() === '' || API_KEY.test(apiKey.trim()) ? null : 'An API key has letters and digits only.';
  return (
    <EditorForm
      title={account === null ? 'New account' : `Change ${account.label}`}
      submit={account === null ? 'Add account' : 'Save'}
      canSubmit={label.trim() !== '' && keyProblem === null}
      onSubmit={save}
      onDone={onDone}
      focusOn={account === null && givenKey !== null ? 'password' : 'text'}
    >
      <div className={styles['pair']}>
        <TextField
          label="Name"
          value={label}
          maxLength={100}
          placeholder="Production"
          onChange={({ target }) => setLabel(target.value)}
        />
        <TextField
          label="API key"
          value={apiKey}
          maxLength={64}
          hint="Empty: used for every API key that no other account has."
          problem={keyProblem}
          onChange={({ target }) => setApiKey(target.value)}
        />
      </div>
      {account === null ? (
        <SecretField
          ref={secret}
          label="Signature secret"
          hint="In Vonage’s dashboard under API settings. It is not the API secret. Once saved it is never shown again."
        />
      ) : null}
      <Disclosure
        title="SMS and applications"
        note="where the defaults don’t fit"
        isOpenAtFirst={account !== null && (account.smsMethod !== null || account.applicationIds.length > 0)}
      >
        <div className={styles['more']}>
          <SmsMethodField value={smsMethod} onChange={setSmsMethod} />
          <Field
            label="Application ids"
            hint="One a line. Webhooks of other applications then fail; empty accepts all applications."
          >
            {(ids) => (
              <textarea
                rows={2}
                spellCheck={false}
                autoComplete="off"
                className={input['input']}
                value={applications}
                onChange={({ target }) => setApplications(target.value)}
                {...ids}
              />
            )}
          </Field>
        </div>
      </Disclosure>
    </EditorForm>
  );
}

function toFields(
  label: string,
  apiKey: string,
  smsMethod: SmsMethod | null,
  applications: string,
): Omit<Input<'accounts:save'>, 'id'> {
  const applicationIds = applications.split(/[\s,]+/).filter((id) => id !== '');
  return { label: label.trim(), apiKey: apiKey.trim() === '' ? null : apiKey.trim(), smsMethod, applicationIds };
}
