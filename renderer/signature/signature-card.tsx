import { ClipboardPaste } from 'lucide-react';

import type { WebhookRow } from '../../shared/contract.ts';
import { IconButton } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import styles from './explanation-view.module.css';
import { ExplanationView } from './explanation-view.tsx';
import { usePasteBox } from './paste-store.ts';
import { useExplanation } from './use-explanation.ts';
import { toShortVerdict, toVerdictLine } from './verdict-words.ts';

/** The doctor: whether the signature is right, and if not, why. */
export function SignatureCard({ row }: { readonly row: WebhookRow }) {
  const openPasteBox = usePasteBox((box) => box.open);
  return (
    <Card
      name="signature"
      title="Signature"
      note={toShortVerdict(row.verdict, row.reason)}
      actions={<IconButton icon={ClipboardPaste} label="Check another, pasted" keys="V" onClick={openPasteBox} />}
    >
      <Doctor row={row} />
    </Card>
  );
}

/** Asks only while the card is open. */
function Doctor({ row }: { readonly row: WebhookRow }) {
  const { explanation, problem } = useExplanation(row);
  if (problem !== null) {
    return <p className={styles['none']}>The signature could not be explained. {problem.message}</p>;
  }
  if (explanation === null) return <p className={styles['none']}>This webhook is gone.</p>;
  if (explanation === undefined) return <p className={styles['none']}>{toVerdictLine(row.verdict, row.reason)}</p>;
  return <ExplanationView explanation={explanation} receivedAt={row.receivedAt / 1_000} />;
}
