import { useState } from 'react';

import type { Input, PreviewRow } from '../../shared/contract.ts';
import { formatAmount } from '../../shared/format.ts';
import { Button } from '../ui/button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './setup.module.css';
import { addressWords, slotWords } from '../../shared/vonage/slot-words.ts';
import { useChangeSwitch, useSwitchPreview } from './use-switch.ts';

interface PreviewTableProps {
  readonly wanted: Input<'switch:preview'>;
  /** Only what is switched already is to follow to another public address. */
  readonly isMove?: boolean;
}

/** What each address is and would be. Only what is ticked is changed, and only while it is what is shown. */
export function PreviewTable({ wanted, isMove = false }: PreviewTableProps) {
  const { data, problem, isAsking, again } = useSwitchPreview(wanted);
  const change = useChangeSwitch();
  const [ticks, setTicks] = useState<Readonly<Record<string, boolean>>>({});
  const [isBusy, setBusy] = useState(false);
  if (problem !== null) {
    return (
      <div className={styles['row']}>
        <p role="alert" className={styles['problem']}>
          {problem.message}
        </p>
        <Button onClick={again}>Try again</Button>
      </div>
    );
  }
  if (data === undefined) return <p className={styles['text']}>Asking Vonage …</p>;
  const rows = data.rows.filter(({ isSwitched }) => isSwitched || !isMove);
  if (rows.length === 0) {
    return (
      <p className={styles['text']}>
        This application has no capability whose webhooks could come here. Add one, such as Messages, in the Vonage
        dashboard under Applications.
      </p>
    );
  }
  const isTicked = ({ name, usual, isSwitched }: PreviewRow): boolean => ticks[name] ?? (usual || isSwitched);
  const chosen = rows.filter((row) => isTicked(row) && row.current !== row.next);
  const apply = async (): Promise<void> => {
    setBusy(true);
    await change('switch:apply', { ...wanted, chosen: chosen.map(({ name, current }) => ({ name, seen: current })) });
    setBusy(false);
  };
  return (
    <>
      <table className={styles['table']} aria-label={`Addresses of ${data.name}`} aria-busy={isAsking}>
        <thead>
          <tr>
            <th scope="col">Change</th>
            <th scope="col">Now</th>
            <th scope="col">New</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                <label className={styles['tick']}>
                  <input
                    type="checkbox"
                    checked={isTicked(row)}
                    onChange={({ target }) => setTicks({ ...ticks, [row.name]: target.checked })}
                  />
                  {slotWords(row.name)}
                </label>
              </th>
              <td>
                <VisibleText text={addressWords(row.current)} />
              </td>
              <td>{row.current === row.next ? 'points here already' : row.next}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles['row']}>
        <Button tone="primary" disabled={chosen.length === 0 || isBusy || isAsking} onClick={() => void apply()}>
          {chosen.length === 0 ? 'Nothing to change' : `Change ${formatAmount(chosen.length, 'address', 'addresses')}`}
        </Button>
        <p className={styles['text']}>Nothing else in it is changed.</p>
      </div>
    </>
  );
}
