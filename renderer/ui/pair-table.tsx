import { Lightbulb } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Finding } from '../../shared/vonage/finding.ts';
import { CopyButton } from './copy-button.tsx';
import { Meaning } from './meaning.tsx';
import styles from './pair-table.module.css';
import { VisibleText } from './visible-text.tsx';

interface PairTableProps {
  readonly label: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
  /** What a name and its value stand for; null where nobody knows. */
  readonly explain?: (name: string, value: string) => { readonly field: string | null; readonly value: string | null };
  readonly findings?: readonly Finding[];
}

const NONE: readonly Finding[] = [];

/** Names and values in their order. A name that comes twice is said to. */
export function PairTable({ label, pairs, explain, findings = NONE }: PairTableProps) {
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
          <tr key={index} data-name={name}>
            <th scope="row" className={styles['name']}>
              <Explained text={explain?.(name, value).field ?? null}>
                <VisibleText text={name} />
              </Explained>
              {repeated.has(name.toLowerCase()) ? <span className={styles['repeated']}>repeated</span> : null}
            </th>
            <td className={styles['value']}>
              <Explained text={explain?.(name, value).value ?? null}>
                <VisibleText text={value} />
              </Explained>
              {findings
                .filter(({ path }) => path[0] === name)
                .map(({ words, path }) => (
                  <span key={`${path.join('.')} ${words}`} className={styles['noticed']}>
                    <Lightbulb size={12} aria-hidden /> <VisibleText text={words} />
                  </span>
                ))}
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

/** A button, so that its meaning opens by keyboard too. */
function Explained({ text, children }: { readonly text: string | null; readonly children: ReactNode }) {
  if (text === null) return children;
  return (
    <Meaning text={text}>
      <button type="button" className={styles['explained']}>
        {children}
      </button>
    </Meaning>
  );
}
