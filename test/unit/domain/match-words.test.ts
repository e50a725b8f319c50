import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { hasPhrase } from '../../../main/domain/match-words.ts';
import { wordsOf } from '../../../main/domain/words.ts';
import { openFullText } from '../../support/full-text.ts';

describe('a text has a phrase', () => {
  test.each([
    ['Your order-7781 is delivered', 'order', true],
    ['Your order-7781 is delivered', 'ORDER-77', true],
    ['Your order-7781 is delivered', '7781', false],
    ['Your order is delivered', 'order is deliv', true],
    ['Your order is delivered', 'order deliv', false],
    ['Your order is delivered', 'ord is', false],
    ['smith@example.com', 'smith@example.com', true],
    ['example.com smith', 'smith@example.com', false],
    ['Café', 'cafe', true],
    ['cafe', 'Café', true],
    ['anything', '', false],
    ['anything', '!!', false],
    ['', 'a', false],
  ])('%j, %j: %s', (text, phrase, expected) => expect(hasPhrase(wordsOf(text), phrase)).toBe(expected));
});

/** Few letters, so that texts and searches meet often; every kind of thing that tokenizers disagree about. */
const character = fc.constantFrom(
  ...Array.from('abAB1-_ .,"*é\u0301ΣσςİıßﬁⅨ한ㄱ가हि\u0939\u094d你🤔🎉µſÄ\0\t\u00a0\u200d\ud800'),
);
const generated = fc.oneof(
  { weight: 4, arbitrary: fc.array(character, { maxLength: 30 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
);

test('the answer is the one of the real index, for any text and phrase', () => {
  const index = openFullText();
  fc.assert(
    fc.property(generated, generated, (text, phrase) => {
      expect(hasPhrase(wordsOf(text), phrase)).toBe(index.hasPhrase(text, phrase));
    }),
    { numRuns: 5_000 },
  );
});

test('and so it is where the phrase is a part of the text', () => {
  const index = openFullText();
  const cut = fc.tuple(generated, fc.nat(30), fc.nat(30));
  fc.assert(
    fc.property(cut, ([text, from, length]) => {
      const phrase = text.slice(from, from + length);
      expect(hasPhrase(wordsOf(text), phrase)).toBe(index.hasPhrase(text, phrase));
    }),
    { numRuns: 2_000 },
  );
});

test('the index cuts no character otherwise than we do', () => {
  const { db } = openFullText();
  db.exec('CREATE VIRTUAL TABLE cut USING fts5vocab (webhooks_text, instance)');
  const insert = db.prepare('INSERT INTO webhooks_text (rowid, text) VALUES (?, ?)');
  const ours: string[] = [];
  db.transaction(() => {
    for (let code = 1; code <= 0xf_ffff; code += 1) {
      // Assigned characters that are no half of a pair.
      const character = String.fromCodePoint(code);
      if (/[\p{Cn}\p{Cs}]/u.test(character)) continue;
      const words = wordsOf(`q${character}q`);
      insert.run(code, words.join(' '));
      words.forEach((word, offset) => ours.push(`${code} ${offset} ${word}`));
    }
  })();
  const theirs = db
    .prepare<[], string>(`SELECT doc || ' ' || "offset" || ' ' || term FROM cut ORDER BY doc, "offset"`)
    .pluck()
    .all();
  expect(theirs.length).toBeGreaterThan(100_000);
  expect(theirs.find((line, index) => line !== ours[index])).toBeUndefined();
  expect(theirs).toHaveLength(ours.length);
});
