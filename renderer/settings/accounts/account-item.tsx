import { KeyRound, Pencil, Plus, Trash2, TriangleAlert } from 'lucide-react';

import type { Account } from '../../../shared/contract.ts';
import { formatAmount } from '../../../shared/format.ts';
import { useChangeAccounts } from '../../bridge/use-accounts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { notify } from '../../ui/toasts.tsx';
import { AccountForm } from './account-form.tsx';
import type { Editing } from './account-editor.ts';
import { useAccountEditor } from './account-editor.ts';
import styles from './accounts.module.css';
import { SecretForm } from './secret-form.tsx';

interface AccountItemProps {
  readonly account: Account;
  /** Its form that is open. */
  readonly editing: Editing | null;
}

/** One account: what it is for, and that it has secrets, never which. */
export function AccountItem({ account, editing }: AccountItemProps) {
  const { edit, close } = useAccountEditor();
  const change = useChangeAccounts();
  const { id, label, apiKey, smsMethod, applicationIds, secrets } = account;
  const details = [
    ...(smsMethod === null ? [] : [`SMS by ${smsMethod}`]),
    ...(applicationIds.length === 0 ? [] : [`only ${formatAmount(applicationIds.length, 'application')}`]),
  ];
  return (
    <li aria-label={label} className={styles['account']}>
      <div className={styles['head']}>
        <div className={styles['words']}>
          <p className={styles['name']}>{label}</p>
          <p className={styles['text']}>
            {apiKey === null ? 'Default, for every other API key' : <code>{apiKey}</code>}
            {details.map((detail) => ` · ${detail}`)}
          </p>
        </div>
        <IconButton icon={Pencil} label={`Change ${label}`} onClick={() => edit({ form: 'account', id })} />
        <ConfirmButton
          icon={Trash2}
          label={`Remove ${label}`}
          question={secrets.length === 0 ? 'Remove it?' : `Remove it and ${formatAmount(secrets.length, 'secret')}?`}
          onConfirm={() => void change('accounts:remove', { id }).catch(complain)}
        />
      </div>
      {editing?.form === 'account' ? <AccountForm account={account} apiKey={null} onDone={close} /> : null}
      <Secrets account={account} />
      {editing?.form === 'secret' ? (
        <SecretForm account={account} onDone={close} />
      ) : (
        <Button
          icon={Plus}
          data-opener
          className={styles['add']}
          aria-label={`Add a secret to ${label}`}
          onClick={() => edit({ form: 'secret', id })}
        >
          Add a secret
        </Button>
      )}
    </li>
  );
}

const USES = { signature: 'signed webhooks', sms: 'SMS API', api: 'Vonage’s API' };
const VAULTS = {
  system: 'in the system’s keychain',
  session: 'until the app quits',
  file: 'in a file',
};

function Secrets({ account: { label: accountLabel, secrets } }: { readonly account: Account }) {
  const change = useChangeAccounts();
  if (secrets.length === 0) {
    return <p className={styles['none']}>No secret yet, so its webhooks can’t be verified.</p>;
  }
  return (
    <ul aria-label={`Secrets of ${accountLabel}`} className={styles['secrets']}>
      {secrets.map(({ id, label, use, vault, readable }) => (
        <li key={id} className={styles['secret']}>
          {readable ? (
            <KeyRound size={13} aria-hidden />
          ) : (
            <TriangleAlert size={13} aria-hidden className={styles['unreadable']} />
          )}
          <span className={styles['secretWords']}>
            <b>{label}</b> {USES[use]}, {readable ? 'kept' : 'was kept'} {VAULTS[vault]}
            {readable ? null : <em>. It can’t be opened here. Remove it and enter it again.</em>}
          </span>
          <ConfirmButton
            icon={Trash2}
            label={`Remove the secret ${label}`}
            question="Remove it?"
            onConfirm={() => void change('secrets:clear', { id }).catch(complain)}
          />
        </li>
      ))}
    </ul>
  );
}

function complain(error: unknown): void {
  notify({ title: 'Not removed', description: error instanceof Error ? error.message : String(error), tone: 'bad' });
}
