import type { MessageRow } from '../../shared/contract.ts';
import { formatAmount } from '../../shared/format.ts';

export interface Mark {
  readonly word: string;
  /** The same as a sentence or two. */
  readonly meaning: string;
}

type Marked = Pick<MessageRow, 'badges' | 'price' | 'currency'>;

/** What is remarkable about a message. That it failed is not among it: its state says so. */
export function marksOf({ badges, price, currency }: Marked, missingParts: number): Mark[] {
  const marks: Mark[] = [];
  if (badges.includes('charged')) {
    const amount = [price, currency].filter(Boolean).join(' ');
    marks.push({ word: 'charged though failed', meaning: `It failed, and Vonage reports a price: ${amount}.` });
  }
  if (missingParts > 0) {
    const parts = formatAmount(missingParts, 'part');
    marks.push({
      word: `${parts} missing`,
      meaning: `It is a part of a longer text, of which ${parts} ${missingParts === 1 ? 'has' : 'have'} not come.`,
    });
  }
  for (const { badge, ...mark } of MARKS) if (badges.includes(badge)) marks.push(mark);
  return marks;
}

const MARKS = [
  {
    badge: 'gap',
    word: 'gap',
    meaning: 'A state that must have been before another one never came.',
  },
  {
    badge: 'out-of-order',
    word: 'out of order',
    meaning: 'A webhook arrived before one that precedes it by Vonage’s time.',
  },
  {
    badge: 'late',
    word: 'late',
    meaning: 'A webhook arrived, or is dated, after the final state.',
  },
  {
    badge: 'duplicate',
    word: 'repeated',
    meaning: 'Vonage sent the same webhook more than once, as it does until one is answered with 200.',
  },
] as const;
