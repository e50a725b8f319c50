import type { MessageDetail, MessageRow } from '../../shared/contract.ts';
import { LinkLine } from './link-line.tsx';

interface MessageLinksProps {
  readonly message: MessageDetail;
  readonly onOpen: (message: MessageRow) => void;
}

/** The messages around a message: what it answers, its answers, the other attempts or legs. */
export function MessageLinks({ message, onOpen }: MessageLinksProps) {
  const { row, replyTo, replies, group } = message;
  const areGuesses = replies.every(({ isGuess }) => isGuess);
  const toLink = (of: MessageRow) => ({ key: of.id, text: wordsOf(of), open: () => onOpen(of) });
  return (
    <>
      {replyTo === null ? null : (
        <LinkLine name={replyTo.isGuess ? 'Probably answers' : 'Answers'} links={[toLink(replyTo.message)]} />
      )}
      {replies.length === 0 ? null : (
        <LinkLine
          name={areGuesses ? 'Probably answered by' : 'Answered by'}
          links={replies.map((reply) => toLink(reply.message))}
        />
      )}
      {group.length < 2 ? null : (
        <LinkLine
          name={group.some(({ attempt }) => attempt !== null) ? 'Attempts' : 'Legs'}
          links={group.map((of) => ({ ...toLink(of), text: attemptOf(of), isCurrent: of.id === row.id }))}
        />
      )}
    </>
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
