import { describe, expect, test } from 'vitest';

import { termsOf, toIndexedText, wordsOf } from '../../../main/domain/words.ts';

describe('words', () => {
  test.each([
    ['Hello, World!', ['hello', 'world']],
    ['order-7781 client_ref', ['order-7781', 'client_ref']],
    ['a.b/c', ['a', 'b', 'c']],
    ['Café CAFE\u0301 cafe', ['cafe', 'cafe', 'cafe']],
    ['ΟΔΟΣ οδος οδός', ['οδοσ', 'οδοσ', 'οδοσ']],
    ['İstanbul', ['istanbul']],
    ['ﬁn ｗｉｄｅ №5 x²', ['fin', 'wide', 'no5', 'x2']],
    ['한국 한국'.normalize('NFD'), ['한국', '한국']],
    ['हिन्दी', ['हनद']],
    ['ok🤔thanks🎉', ['ok', 'thanks']],
    ['a\0b\u2028c', ['a', 'b', 'c']],
    ['你好，世界', ['你好', '世界']],
    ['٣٤', ['٣٤']],
    ['', []],
    ['🤔 … —', []],
    ['\ud800lone', ['lone']],
  ])('of %j', (text, words) => expect(wordsOf(text)).toEqual(words));
});

test('terms are separated by space of any kind, and keep their words together', () => {
  expect(termsOf(' order.12\u00a0Delivered\n!\0x ')).toEqual([['order', '12'], ['delivered'], ['x']]);
});

test('plain ASCII is indexed as it is, everything else as its words', () => {
  expect(toIndexedText('Hello, World!')).toBe('Hello, World!');
  expect(toIndexedText('Héllo, World!')).toBe('hello world');
});
