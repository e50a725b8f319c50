import { useRef, useState } from 'react';

import type { Account } from '../../shared/contract.ts';
import { useChangeAccounts, useVault } from '../bridge/use-accounts.ts';
import { SecretField } from '../settings/accounts/secret-field.tsx';
import { Button } from '../ui/button.tsx';
import styles from './setup.module.css';

interface ApiSecretFormProps {
  readonly account: Account;
  /** It was entered, and can't be opened any more. */
  readonly wasKept: boolean;
}

/** Takes the API secret of an account, which lies beside its other secrets and is never shown again. */
export function ApiSecretForm({ account, wasKept }: ApiSecretFormProps) {
  const change = useChangeAccounts();
  const vault = useVault();
  const secret = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const text = secret.current?.value ?? '';
    if (text === '') return setProblem('Enter the API secret first.');
    try {
      await change('secrets:set', { account: account.id, use: 'api', label: 'API secret', text });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const kept =
    vault?.chosen === 'session'
      ? 'Kept for this session only, so after a crash you are asked for it before the old addresses can be put back.'
      : 'Kept where Settings says that secrets are kept.';
  return (
    <form
      aria-label={`API secret of ${account.label}`}
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {wasKept ? <p className={styles['problem']}>The API secret can’t be opened here. Enter it again.</p> : null}
      <SecretField
        ref={secret}
        label={`API secret of ${account.apiKey ?? account.label}`}
        hint={`From API Settings in the Vonage dashboard; it is not the signature secret. ${kept}`}
      />
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <div>
        <Button type="submit" tone="primary">
          Save API secret
        </Button>
      </div>
    </form>
  );
}
