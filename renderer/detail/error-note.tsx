import { explainErrorCode } from '../../shared/vonage/error-codes.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import { WithCode } from '../ui/with-code.tsx';
import styles from './notes.module.css';

interface ErrorNoteProps {
  readonly api: string;
  readonly code: string;
  /** What the webhook itself says, for a code that we do not know. */
  readonly words: string;
}

/** An error code in words, and what to do about it. */
export function ErrorNote({ api, code, words }: ErrorNoteProps) {
  const explanation = explainErrorCode(api, code);
  return (
    <div className={styles['note']} data-tone="bad">
      <code className={styles['code']}>{code}</code>
      <div className={styles['words']}>
        <p className={styles['strong']}>
          {explanation?.meaning ?? (words === '' ? 'Vonage gives no words for it.' : <VisibleText text={words} />)}
        </p>
        {explanation === null ? null : (
          <p>
            <WithCode text={explanation.advice} />
          </p>
        )}
      </div>
    </div>
  );
}
