import { CopyButton } from './copy-button.tsx';
import styles from './pair-table.module.css';
import { VisibleText } from './visible-text.tsx';

interface PairTableProps {
  readonly label: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
  /** What a name stands for; null where nobody knows. */
  readonly explain?: (name: string) => string | null;
}

/** Names and values in their order. A name that comes twice is said to. */
export function PairTable({ label, pairs, explain }: PairTableProps) {
  const repeated = new Set<string>();
  const met = new Set<string>();
  for (const [name] of pairs) {
    const key = name.toLowerCase();
    if (met.has(key)) repeated.add(key);
    met.add(key);
  }
  return (
    <table className={styles['table']} aria-label={label}>
      <tbody>
        {pairs.map(([name, value], index) => (
          // oxlint-disable-next-line react/no-array-index-key -- repeats are the point, and the order never changes
          <tr key={index}>
            <th scope="row" className={styles['name']} title={explain?.(name)?.replaceAll('`', '')}>
              <VisibleText text={name} />
              {repeated.has(name.toLowerCase()) ? <span className={styles['repeated']}>repeated</span> : null}
            </th>
            <td className={styles['value']}>
              <VisibleText text={value} />
            </td>
            <td className={styles['copy']}>
              <CopyButton text={value} label={`Copy ${name}`} className={styles['copyButton']} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
