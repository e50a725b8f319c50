import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { TextPart } from '../../../main/domain/joined-text.ts';
import { LONGEST_JOIN_MS, missingParts, partsOfText } from '../../../main/domain/joined-text.ts';

const part = (messageId: string, number: number, sentAt = 0, total = 3): TextPart => ({
  messageId,
  part: number,
  total,
  sentAt,
});
const joined = (messageId: string, ...parts: TextPart[]): string[] =>
  partsOfText(messageId, parts).map((own) => own.messageId);

test('parts are joined in their own order, and those that are not there are named', () => {
  const parts = partsOfText('a', [part('c', 3), part('a', 1)]);
  expect(parts.map(({ messageId }) => messageId)).toEqual(['a', 'c']);
  expect(missingParts(parts)).toEqual([2]);
  expect(missingParts([])).toEqual([]);
});

test('the same reference an hour later is another text', () => {
  const parts = [part('a', 1), part('b', 2, LONGEST_JOIN_MS), part('c', 3, LONGEST_JOIN_MS + 1)];
  expect(joined('a', ...parts)).toEqual(['a', 'b']);
  expect(joined('c', ...parts)).toEqual(['c']);
});

test('a part that is already there begins the next text, and so does another total', () => {
  const parts = [part('a', 1), part('b', 1, 1), part('c', 2, 2), part('d', 2, 3), part('e', 2, 0, 2)];
  expect(joined('a', ...parts)).toEqual(['a', 'c']);
  expect(joined('b', ...parts)).toEqual(['b', 'd']);
  expect(joined('e', ...parts)).toEqual(['e']);
});

test('no part that is not among the candidates is joined', () => expect(joined('x', part('a', 1))).toEqual([]));

test('each part is of one text, the same for all its parts, in whatever order they are given', () => {
  const candidate = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(3));
  fc.assert(
    fc.property(fc.array(candidate, { minLength: 1, maxLength: 10 }), fc.infiniteStream(fc.nat()), (made, keys) => {
      const parts = made.map(([number, hours], index) => part(`m${index}`, number, (hours * LONGEST_JOIN_MS) / 2));
      const shuffled = parts
        .map((own) => [keys.next().value ?? 0, own] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, own]) => own);
      for (const { messageId } of parts) {
        const text = joined(messageId, ...parts);
        expect(text).toContain(messageId);
        expect(joined(messageId, ...shuffled)).toEqual(text);
        for (const other of text) expect(joined(other, ...parts)).toEqual(text);
      }
    }),
  );
});
