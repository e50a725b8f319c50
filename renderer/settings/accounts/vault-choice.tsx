import { Info } from 'lucide-react';
import { useId, useState } from 'react';

import type { Output } from '../../../shared/contract.ts';
import { useChangeAccounts, useVault } from '../../bridge/use-accounts.ts';
import styles from './vault-choice.module.css';

type Kind = Output<'vault:state'>['chosen'];

const CHOICES: readonly { readonly kind: Kind; readonly name: string; readonly text: string }[] = [
  {
    kind: 'system',
    name: 'The operating system’s keychain',
    text: 'Encrypted for your login on this computer.',
  },
  {
    kind: 'session',
    name: 'This session only',
    text: 'In memory. You enter them again after each start.',
  },
  {
    kind: 'file',
    name: 'A file that only you can read',
    text: 'Encrypted, but the key lies beside it in the data folder: whoever can read your files, or a backup of them, can read the secrets.',
  },
];

/** Where secrets are kept. Only what the person chooses; nothing replaces the system's keychain silently. */
export function VaultChoice() {
  const vault = useVault();
  const change = useChangeAccounts();
  const name = useId();
  const [problem, setProblem] = useState<string | null>(null);
  /** Shown at once; main's answer counts. */
  const [wanted, setWanted] = useState<Kind | null>(null);
  if (vault === undefined) return null;
  const choose = async (kind: Kind): Promise<void> => {
    setProblem(null);
    setWanted(kind);
    try {
      await change('vault:choose', { kind });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setWanted(null);
    }
  };
  return (
    <fieldset className={styles['vault']}>
      <legend className={styles['legend']}>Where secrets are kept</legend>
      {vault.systemProblem === null ? null : (
        <p className={styles['problem']}>
          <Info size={13} aria-hidden />
          {vault.systemProblem}
        </p>
      )}
      {CHOICES.map(({ kind, name: label, text }) => (
        <label key={kind} className={styles['choice']}>
          <input
            type="radio"
            name={name}
            value={kind}
            checked={(wanted ?? vault.chosen) === kind}
            disabled={kind === 'system' && vault.systemProblem !== null}
            onChange={() => void choose(kind)}
          />
          <span>
            <b>{label}</b> {text}
          </span>
        </label>
      ))}
      {problem === null ? null : (
        <p role="alert" className={styles['alert']}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}
