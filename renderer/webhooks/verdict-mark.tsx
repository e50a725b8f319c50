import { KeyRound, type LucideIcon, ShieldCheck, ShieldOff, ShieldX } from 'lucide-react';

import type { WebhookRow } from '../../shared/contract.ts';
import { REASONS } from '../signature/reasons.ts';
import { toVerdictLine, VERDICT_LABELS } from '../signature/verdict-words.ts';
import styles from './verdict-mark.module.css';

const ICONS: Readonly<Record<WebhookRow['verdict'], LucideIcon>> = {
  verified: ShieldCheck,
  failed: ShieldX,
  unsigned: ShieldOff,
  'no-secret': KeyRound,
};

interface VerdictMarkProps extends Pick<WebhookRow, 'verdict' | 'reason'> {
  /** Without the reason, which is in its title. */
  readonly isShort?: boolean;
}

/** The outcome of the signature check: four words, four shapes; and why it failed, where there is room. */
export function VerdictMark({ verdict, reason, isShort = false }: VerdictMarkProps) {
  const Icon = ICONS[verdict];
  const why = !isShort && verdict === 'failed' && reason !== null ? REASONS[reason].short : null;
  return (
    <span className={styles['mark']} data-verdict={verdict} title={toVerdictLine(verdict, reason)}>
      <Icon size={13} aria-hidden />
      <span className={styles['label']}>
        {VERDICT_LABELS[verdict]}
        {why === null ? null : `: ${why}`}
      </span>
    </span>
  );
}
