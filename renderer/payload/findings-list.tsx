import { CircleAlert, CircleHelp, CirclePlus, Copy, Hash, Type, type LucideIcon } from 'lucide-react';
import { useState } from 'react';

import { formatCount } from '../../shared/format.ts';
import type { Finding } from '../../shared/vonage/finding.ts';
import { MOST_FINDINGS, toPathText } from '../../shared/vonage/finding.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './findings-list.module.css';

interface FindingsListProps {
  readonly findings: readonly Finding[];
  readonly onGoTo: (finding: Finding) => void;
}

/** So many are read at a glance; one more is not worth a click. */
const MOST_AT_ONCE = 6;
const FIRST = 5;

/** Where the payload differs from what Vonage documents. Each leads to its place. */
export function FindingsList({ findings, onGoTo }: FindingsListProps) {
  const [showsAll, setShowsAll] = useState(false);
  if (findings.length === 0) return null;
  const isLong = findings.length > MOST_AT_ONCE;
  const shown = isLong && !showsAll ? findings.slice(0, FIRST) : findings;
  return (
    <section aria-label="Findings" className={styles['findings']}>
      <p className={styles['head']}>
        {toTitle(findings.length)} <span className={styles['quiet']}>Differs from what Vonage documents.</span>
      </p>
      <ul className={styles['list']}>
        {shown.map((finding) => (
          <li key={`${finding.what} ${JSON.stringify(finding.path)} ${finding.place?.offset ?? ''}`}>
            <FindingLine finding={finding} onGoTo={onGoTo} />
          </li>
        ))}
      </ul>
      {isLong ? (
        <button
          type="button"
          aria-expanded={showsAll}
          className={styles['more']}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? 'Show fewer' : `Show all ${formatCount(findings.length)}`}
        </button>
      ) : null}
    </section>
  );
}

interface FindingLineProps {
  readonly finding: Finding;
  readonly onGoTo: (finding: Finding) => void;
}

function FindingLine({ finding, onGoTo }: FindingLineProps) {
  const Icon = ICONS[finding.what];
  return (
    <button type="button" className={styles['finding']} onClick={() => onGoTo(finding)}>
      <Icon size={13} aria-hidden />
      <span>
        <code className={styles['path']}>
          <VisibleText text={toPathText(finding.path)} />
        </code>{' '}
        <VisibleText text={`${finding.words}.`} />
      </span>
    </button>
  );
}

const ICONS: Readonly<Record<Finding['what'], LucideIcon>> = {
  broken: CircleAlert,
  charset: CircleAlert,
  missing: CircleHelp,
  retyped: Type,
  value: CircleAlert,
  unexpected: CirclePlus,
  duplicate: Copy,
  inexact: Hash,
};

function toTitle(count: number): string {
  if (count >= MOST_FINDINGS) return `The first ${MOST_FINDINGS} findings.`;
  return count === 1 ? '1 finding.' : `${count} findings.`;
}
