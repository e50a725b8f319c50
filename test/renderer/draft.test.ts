import { array, assert, constantFrom, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isJson, toDraft, toEdit } from '../../renderer/deliveries/draft.ts';
import { diffLines } from '../../renderer/deliveries/line-diff.ts';

function webhook(body: Uint8Array, headers: [string, string][] = [['Content-Type', 'application/json']]) {
  return {
    row: { method: 'POST', verdict: 'verified' },
    target: '/webhooks/inbound-message?a=1',
    headers,
    body,
    decodedBody: null,
  } as const;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const many = (word: string): string[] => Array.from({ length: 2_000 }, (_, index) => `${word}${index}`);
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (char) => char.codePointAt(0) ?? 0);

describe('an edited webhook', () => {
  test('has the bytes that came wherever they were not changed, whatever they are', () => {
    assert(
      property(uint8Array(), (body) => {
        const draft = toDraft(webhook(body));
        const made = toEdit({ ...draft, method: 'PUT' }, draft);
        if ('problem' in made || made.edit === null) throw new Error('no edit');
        expect(bytesOf(made.edit.bodyBase64)).toEqual(new Uint8Array(body));
      }),
    );
  });

  test('is edited as text where that keeps its bytes, else as hex digits', () => {
    expect(toDraft(webhook(encode('{"ä":1}')))).toMatchObject({ body: '{"ä":1}', isHex: false });
    expect(toDraft(webhook(encode('\ufeffa\r\nb\0')))).toMatchObject({ body: '\ufeffa\r\nb\0', isHex: false });
    expect(toDraft(webhook(Uint8Array.of(0xff)))).toMatchObject({ body: 'ff', isHex: true });
  });

  test('that came compressed is edited and sent plain', () => {
    const plain = encode('{}');
    const headers: [string, string][] = [
      ['Content-Encoding', 'gzip'],
      ['X', '1'],
    ];
    const draft = toDraft({ ...webhook(Uint8Array.of(1, 2), headers), decodedBody: plain });
    expect(draft).toMatchObject({ body: '{}', headers: 'X: 1' });
  });

  test.each([
    [{ method: 'P T' }, 'A method has letters only.'],
    [{ target: 'webhooks' }, 'A path begins with /.'],
    [{ headers: 'no header' }, 'Each line of the headers is a name, a colon and a value.'],
    [{ body: '7', isHex: true }, 'The body has something else than pairs of hex digits.'],
  ])('with %j says what is wrong', (changes, problem) => {
    const draft = toDraft(webhook(encode('{}')));
    expect(toEdit({ ...draft, ...changes }, draft)).toEqual({ problem });
  });

  test('means to be JSON by its type or its first character, and never as hex digits', () => {
    const draft = toDraft(webhook(encode('{}')));
    expect(isJson({ ...draft, body: 'tru' })).toBe(true);
    expect(isJson({ ...draft, body: '[1', headers: '' })).toBe(true);
    expect(isJson({ ...draft, body: 'a=1', headers: 'Content-Type: text/plain' })).toBe(false);
    expect(isJson({ ...draft, body: '7b', isHex: true })).toBe(false);
    expect(isJson({ ...draft, body: ' ' })).toBe(false);
  });
});

describe('the difference of two texts', () => {
  const lines = array(constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

  test('takes away what is only in the first and adds what is only in the second, in order', () => {
    assert(
      property(lines, lines, (before, after) => {
        const diff = diffLines(before, after);
        const count = (signs: string): number => diff.filter(({ sign }) => signs.includes(sign)).length;
        expect(before.length - count('-')).toBe(after.length - count('+'));
        if (before.join() === after.join()) expect(diff).toEqual([]);
        else expect(count('-+')).toBeGreaterThan(0);
      }),
    );
  });

  test('has a little of what is around it', () => {
    const diff = diffLines(['1', '2', '3', 'old', '5', '6', '7'], ['1', '2', '3', 'new', '5', '6', '7']);
    expect(diff.map(({ sign, text }) => `${sign}${text}`)).toEqual([' 2', ' 3', '-old', '+new', ' 5', ' 6']);
  });

  test('of very long texts is told without looking for the best', () => {
    expect(diffLines(many('a'), many('b'))).toHaveLength(4_000);
  });
});
