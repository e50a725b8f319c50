import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseFilter } from '../../../shared/filter/parse-filter.ts';
import { suggest } from '../../../shared/filter/suggest-filter.ts';

const labels = (text: string): string[] => suggest(text).map(({ label }) => label);

describe('suggestions', () => {
  test.each([
    ['ki', ['kind:']],
    ['s', ['status:', 'sig:', 'size:']],
    ['deliv', ['kind:delivery-receipt', 'status:delivered']],
    ['a b via:', ['via:local', 'via:tunnel', 'via:simulator', 'via:import']],
    ['sig:bad', ['sig:bad_signature', 'sig:bad_sig']],
    ['SIG:F', ['sig:failed']],
    ['status:read,rej', ['status:read,rejected']],
    ['not(sig:f', ['sig:failed']],
    ['or(a, sig:f', ['sig:failed']],
    ['-sig:f', ['sig:failed']],
    ['from:4', []],
    ['nosuchword:', []],
    ['"sig:', []],
    ['text:"a" sig:f', ['sig:failed']],
    ['a)', []],
    ['took:', ['took:>100ms', 'took:>500ms', 'took:>2s']],
  ])('for %j', (text, expected) => expect(labels(text)).toEqual(expected));

  test('begin with the words of the language', () => {
    expect(labels('').slice(0, 3)).toEqual(['kind:', 'status:', 'channel:']);
    expect(labels('status:read ').slice(0, 3)).toEqual(['kind:', 'status:', 'channel:']);
  });

  test('say what they mean', () => {
    expect(suggest('sig:f')).toEqual([
      { text: 'sig:failed', label: 'sig:failed', about: 'the signature is wrong', isWhole: true },
    ]);
    expect(suggest('x channel:w')).toMatchObject([{ text: 'x channel:whatsapp', about: 'the channel of the message' }]);
  });

  test('that are whole can be read, whatever was written before', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      'kind:',
      'st',
      'sig:',
      'f',
      '-',
      'or(',
      ',',
      ')',
      '"',
      'is:',
      'after:',
      '-1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        for (const suggestion of suggest(text)) {
          expect(suggestion.text.startsWith(text.replace(/[^\s(),-]*$/, ''))).toBe(true);
          if (suggestion.isWhole) expect(parseFilter(suggestion.label)).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
