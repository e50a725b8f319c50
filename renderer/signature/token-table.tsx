import { VisibleText } from '../ui/visible-text.tsx';
import type { Claim } from './token-claims.ts';
import styles from './token-table.module.css';

interface TokenTableProps {
  readonly label: string;
  readonly claims: readonly Claim[];
}

/** Names and values of a part of the token, with what a value means. */
export function TokenTable({ label, claims }: TokenTableProps) {
  return (
    <table aria-label={label} className={styles['table']}>
      <tbody>
        {claims.map(({ name, value, meaning }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a name can come twice, and the order never changes
          <tr key={index}>
            <th scope="row" className={styles['name']}>
              <VisibleText text={name} />
            </th>
            <td className={styles['value']}>
              <VisibleText text={value} />{' '}
              {meaning === null ? null : (
                <span className={styles['meaning']}>
                  <VisibleText text={meaning} />
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
