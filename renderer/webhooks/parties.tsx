import { ArrowRight } from 'lucide-react';

import { VisibleText } from '../ui/visible-text.tsx';
import styles from './webhook-row.module.css';

interface PartiesProps {
  readonly row: { readonly from: string | null; readonly to: string | null };
}

/** Who wrote to whom, in a cell of a list. */
export function Parties({ row: { from, to } }: PartiesProps) {
  if (from === null && to === null) return <Nothing />;
  return (
    <>
      <span className={styles['party']} title={from ?? undefined}>
        {from === null ? '–' : <VisibleText text={from} />}
      </span>
      <ArrowRight size={11} aria-label="to" className={styles['arrow']} />
      <span className={styles['party']} title={to ?? undefined}>
        {to === null ? '–' : <VisibleText text={to} />}
      </span>
    </>
  );
}

/** A cell with nothing to say. */
export function Nothing() {
  return <span className={styles['nothing']}>–</span>;
}
