import type { Explanation } from '../../shared/contract.ts';
import { formatCount } from '../../shared/format.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './body-comparison.module.css';

type Difference = NonNullable<Explanation['difference']>;

/** What the token says of the body beside what arrived. Nothing where they fit, or where it never came to that. */
export function BodyComparison({ explanation: { steps, hashes, difference } }: { readonly explanation: Explanation }) {
  const isWrong = steps.some(({ name, state }) => name === 'body' && state === 'fail');
  if (!isWrong && difference === null) return null;
  return (
    <div className={styles['comparison']}>
      {difference === null ? null : <FirstDifference difference={difference} />}
      {hashes === null || !isWrong ? null : (
        <dl className={styles['hashes']}>
          <dt>payload_hash in the token</dt>
          <dd>{hashes.claimed === null ? 'None' : <VisibleText text={hashes.claimed} />}</dd>
          <dt>SHA-256 of the body as received</dt>
          <dd>{hashes.received}</dd>
        </dl>
      )}
    </div>
  );
}

function FirstDifference({ difference }: { readonly difference: Difference }) {
  const { line, column, offset, before, signed, received } = difference;
  return (
    <div role="group" aria-label="First difference" className={styles['difference']}>
      <p className={styles['place']}>
        The bodies part at line {formatCount(line)}, column {formatCount(column)} (byte {formatCount(offset + 1)})
      </p>
      <Side name="Signed" before={before} after={signed} tone="good" />
      <Side name="Received" before={before} after={received} tone="bad" />
    </div>
  );
}

interface SideProps {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly tone: 'good' | 'bad';
}

function Side({ name, before, after, tone }: SideProps) {
  const [first = ''] = after;
  return (
    <p className={styles['side']}>
      <span className={styles['name']}>{name}</span>
      <code className={styles['text']}>
        <span className={styles['before']}>
          <VisibleText text={showSpace(before)} />
        </span>
        <mark className={styles['first']} data-tone={tone}>
          {first === '' ? 'end' : <VisibleText text={showSpace(first)} />}
        </mark>
        <VisibleText text={showSpace(after.slice(first.length))} />
      </code>
    </p>
  );
}

const SPACES: Readonly<Record<string, string>> = { ' ': '·', '\n': '↵', '\r': '␍', '\t': '⇥' };

/** White space is what differs most often, so it is drawn. */
function showSpace(text: string): string {
  return text.replaceAll(/[ \n\r\t]/g, (space) => SPACES[space] ?? space);
}
