import { ClipboardPaste, Plus } from 'lucide-react';
import { useEffect } from 'react';

import type { Account } from '../../../shared/contract.ts';
import { useAccounts } from '../../bridge/use-accounts.ts';
import { usePasteBox } from '../../signature/paste-store.ts';
import { Button } from '../../ui/button.tsx';
import page from '../../ui/page.module.css';
import type { Editing } from './account-editor.ts';
import { toEditing, useAccountEditor } from './account-editor.ts';
import { AccountForm } from './account-form.tsx';
import { AccountItem } from './account-item.tsx';
import styles from './accounts.module.css';
import { VaultChoice } from './vault-choice.tsx';

/** Whose webhooks can be verified, and where the secrets for it are kept. */
export function Accounts() {
  const { accounts, problem } = useAccounts();
  const { open, edit, close } = useAccountEditor();
  const openPasteBox = usePasteBox((box) => box.open);
  // Once only: with the account saved and its secret not yet, the same wish would mean another form.
  useEffect(() => {
    if (accounts !== undefined && open !== null && 'wish' in open) edit(toEditing(open, accounts));
  }, [accounts, open, edit]);
  const editing = accounts === undefined || open === null ? null : toEditing(open, accounts);
  return (
    <section className={page['group']} aria-label="Accounts">
      <div className={styles['title']}>
        <h2 className={page['groupTitle']}>Accounts</h2>
        <Button icon={ClipboardPaste} onClick={openPasteBox}>
          Check a pasted webhook
        </Button>
      </div>
      <div className={styles['box']} aria-busy={accounts === undefined && problem === null}>
        {accounts === undefined ? (
          <p className={styles['none']}>{problem?.message ?? 'The secrets are being opened.'}</p>
        ) : (
          <AccountList accounts={accounts} editing={editing} />
        )}
        {editing?.form === 'new' ? (
          <AccountForm key={editing.apiKey} account={null} apiKey={editing.apiKey} onDone={close} />
        ) : (
          <div className={styles['foot']}>
            <Button
              icon={Plus}
              data-opener
              disabled={accounts === undefined}
              onClick={() => edit({ form: 'new', apiKey: null })}
            >
              Add an account
            </Button>
          </div>
        )}
        <VaultChoice />
      </div>
    </section>
  );
}

interface AccountListProps {
  readonly accounts: readonly Account[];
  readonly editing: Editing | null;
}

function AccountList({ accounts, editing }: AccountListProps) {
  if (accounts.length === 0) {
    return (
      <p className={styles['none']}>
        With an account’s signature secret, each of its webhooks is checked as it arrives, and the stored ones too.
      </p>
    );
  }
  return (
    <ul>
      {accounts.map((account) => (
        <AccountItem
          key={account.id}
          account={account}
          editing={editing !== null && 'id' in editing && editing.id === account.id ? editing : null}
        />
      ))}
    </ul>
  );
}
