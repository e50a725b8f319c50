import type { FilterError } from '../../shared/filter/filter-scanner.ts';
import styles from './marked-draft.module.css';

interface MarkedDraftProps {
  readonly text: string;
  readonly error: FilterError;
}

/** A filter that is being written, with the place where it is wrong, and why. */
export function MarkedDraft({ text, error: { start, end, message } }: MarkedDraftProps) {
  return (
    <>
      <code className={styles['draft']}>
        {text.slice(0, start)}
        <mark>{text.slice(start, end)}</mark>
        {text.slice(end)}
      </code>
      <p>{message}</p>
    </>
  );
}
