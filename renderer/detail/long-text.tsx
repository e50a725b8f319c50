import type { MessageDetail } from '../../shared/contract.ts';
import { formatAmount } from '../../shared/format.ts';
import styles from './message-card.module.css';
import { MessageText } from './message-text.tsx';

/** The text that a message is a part of, as far as its parts have come. */
export function LongText({ longText }: { readonly longText: NonNullable<MessageDetail['longText']> }) {
  const { text, total, missing } = longText;
  return (
    <div className={styles['long']}>
      <p className={styles['quiet']}>
        The whole text, from {formatAmount(total, 'part')}
        {missing.length === 0 ? '.' : `; ${toMissing(missing)}.`}
      </p>
      {text === '' ? null : <MessageText content={{ text, media: [] }} />}
    </div>
  );
}

const LIST = new Intl.ListFormat('en-GB');

function toMissing(parts: readonly number[]): string {
  const numbers = LIST.format(parts.map(String));
  return parts.length === 1 ? `part ${numbers} is missing` : `parts ${numbers} are missing`;
}
