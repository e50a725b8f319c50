import { KeyRound, type LucideIcon, ShieldCheck, ShieldOff, ShieldX } from 'lucide-react';

import type { WebhookRow } from '../../shared/contract.ts';
import styles from './verdict-mark.module.css';

type Verdict = WebhookRow['verdict'];

const VERDICTS: Readonly<Record<Verdict, { readonly label: string; readonly icon: LucideIcon }>> = {
  verified: { label: 'Verified', icon: ShieldCheck },
  failed: { label: 'Failed', icon: ShieldX },
  unsigned: { label: 'Unsigned', icon: ShieldOff },
  'no-secret': { label: 'No secret', icon: KeyRound },
};

/** The outcome of the signature check: four words, four shapes. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const { label, icon: Icon } = VERDICTS[verdict];
  return (
    <span className={styles['mark']} data-verdict={verdict}>
      <Icon size={13} aria-hidden />
      <span className={styles['label']}>{label}</span>
    </span>
  );
}
