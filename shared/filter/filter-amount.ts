import type { AmountTest } from './filter.ts';
import type { AmountWord } from './filter-words.ts';

/** Units from the largest to the smallest, each in the smallest. */
const UNITS: Readonly<Record<AmountWord, readonly (readonly [name: string, size: number])[]>> = {
  took: [
    ['m', 60_000_000],
    ['s', 1_000_000],
    ['ms', 1_000],
    ['us', 1],
  ],
  size: [
    ['gb', 1_024 ** 3],
    ['mb', 1_024 ** 2],
    ['kb', 1_024],
    ['b', 1],
  ],
  answer: [['', 1]],
};

/** What the amount of a word looks like, for an error. */
export const AMOUNT_EXAMPLES: Readonly<Record<AmountWord, string>> = {
  took: 'took:>500ms or took:<2s',
  size: 'size:>10kb or size:<1mb',
  answer: 'answer:200 or answer:>=500',
};

const AMOUNT = /^(>=|<=|>|<|=)?(\d{1,15}(?:\.\d{1,3})?)([a-zµ]*)$/;

/** Far above anything that is stored, and exact. */
const LARGEST = 1e15;

/** Null where it is no amount of this word. A time or a size has to be said as more or less than something. */
export function parseAmount(word: AmountWord, text: string): AmountTest | null {
  const [, compare, number, name = ''] = AMOUNT.exec(text.toLowerCase()) ?? [];
  if (number === undefined) return null;
  if (word !== 'answer' && (compare === undefined || compare === '=')) return null;
  const unit = UNITS[word].find(([known]) => known === name.replace('µ', 'u'));
  const amount = unit === undefined ? Number.NaN : Number(number) * unit[1];
  if (!(amount < LARGEST) || (word === 'answer' && !Number.isInteger(amount))) return null;
  return { compare: (compare ?? '=') as AmountTest['compare'], amount: Math.round(amount) };
}

/** In the largest unit that needs no fraction. */
export function printAmount(word: AmountWord, { compare, amount }: AmountTest): string {
  const [name, size] = UNITS[word].find(([, size]) => amount > 0 && amount % size === 0) ??
    UNITS[word].at(-1) ?? ['', 1];
  return `${compare === '=' ? '' : compare}${amount / size}${name}`;
}
