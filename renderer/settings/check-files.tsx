import { formatBytes } from '../../shared/format.ts';
import { Button } from '../ui/button.tsx';
import styles from './keep-section.module.css';
import { Setting } from './setting.tsx';
import { useUpkeep } from './use-upkeep.ts';

/** Reads every page of the databases and says what it found, a line each. */
export function CheckFiles() {
  const { check } = useUpkeep();
  return (
    <Setting name="Check files" text="Reads every page of the databases: about a second a gigabyte.">
      <span className={styles['check']} aria-live="polite">
        {check.isPending ? <span className={styles['said']}>Checking…</span> : null}
        {check.error === null ? null : <span className={styles['bad']}>{check.error.message}</span>}
        {check.isPending || check.data === undefined ? null : (
          <ul className={styles['checked']}>
            {check.data.map(({ name, bytes, problems }) => (
              <li key={name} className={problems.length > 0 ? styles['bad'] : styles['said']}>
                {name}, {formatBytes(bytes)}: {problems.length === 0 ? 'sound' : `damaged. ${problems[0] ?? ''}`}
              </li>
            ))}
          </ul>
        )}
      </span>
      <Button disabled={check.isPending} onClick={() => check.mutate()}>
        Check
      </Button>
    </Setting>
  );
}
