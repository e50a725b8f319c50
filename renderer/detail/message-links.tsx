import type { ReactNode } from 'react';

import type { MessageDetail, MessageRow } from '../../shared/contract.ts';
import { formatCount } from '../../shared/format.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './message-card.module.css';
import { useGoTo } from './use-go-to.ts';

/** So many fit beside each other. */
const MOST_SHOWN = 5;

/** The messages around a message: what it answers, its answers, the other attempts or legs. */
export function MessageLinks({ message }: { readonly message: MessageDetail }) {
  const { row, replyTo, replies, group } = message;
  const areGuesses = replies.every(({ isGuess }) => isGuess);
  return (
    <>
      {replyTo === null ? null : (
        <Line name={replyTo.isGuess ? 'Probably answers' : 'Answers'} messages={[replyTo.message]} toName={wordsOf} />
      )}
      {replies.length === 0 ? null : (
        <Line
          name={areGuesses ? 'Probably answered by' : 'Answered by'}
          messages={replies.map(({ message: reply }) => reply)}
          toName={wordsOf}
        />
      )}
      {group.length < 2 ? null : (
        <Line
          name={group.some(({ attempt }) => attempt !== null) ? 'Attempts' : 'Legs'}
          messages={group}
          currentId={row.id}
          toName={attemptOf}
        />
      )}
    </>
  );
}

interface LineProps {
  readonly name: string;
  readonly messages: readonly MessageRow[];
  /** The message that the card is about. */
  readonly currentId?: number;
  readonly toName: (message: MessageRow) => string;
}

function Line({ name, messages, currentId, toName }: LineProps): ReactNode {
  const rest = messages.length - MOST_SHOWN;
  const goTo = useGoTo();
  return (
    <div role="group" aria-label={name} className={styles['links']}>
      <span className={styles['quiet']}>{name}</span>
      {messages.slice(0, MOST_SHOWN).map((message) => (
        <button
          key={message.id}
          type="button"
          aria-current={message.id === currentId || undefined}
          title={toName(message)}
          className={styles['link']}
          onClick={() => goTo(message.firstId)}
        >
          <VisibleText text={toName(message)} />
        </button>
      ))}
      {rest > 0 ? <span className={styles['quiet']}>and {formatCount(rest)} more</span> : null}
    </div>
  );
}

function wordsOf({ text, state, messageId }: MessageRow): string {
  return text || state || messageId;
}

function attemptOf({ attempt, channel, direction, state }: MessageRow): string {
  return [attempt === null ? null : `${attempt}:`, channel ?? direction, state ?? 'no status yet']
    .filter((word) => word !== null)
    .join(' ');
}
