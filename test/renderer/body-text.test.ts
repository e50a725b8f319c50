import { describe, expect, test } from 'vitest';

import { readContent } from '../../renderer/detail/message-content.ts';
import { toBodyText } from '../../renderer/payload/body-text.ts';
import { toHexRow } from '../../renderer/payload/hex-row.ts';
import { parseQuery } from '../../renderer/payload/parse-query.ts';
import { aSample } from '../support/samples.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('bytes as text', () => {
  test('UTF-8 is the rule, and a byte order mark stays', () => {
    expect(toBodyText(bytes(0xef, 0xbb, 0xbf, 0x7b), [])).toEqual({ text: '\ufeff{', charset: 'utf-8' });
  });

  test('the charset of the content type is used', () => {
    const headers = [['content-TYPE', 'text/plain; charset="ISO-8859-1"']] as const;
    expect(toBodyText(bytes(0x5a, 0x6f, 0xeb), headers).text).toBe('Zoë');
  });

  test('broken bytes are seen, and an unknown charset is read as UTF-8', () => {
    expect(toBodyText(bytes(0x61, 0xff), []).text).toBe('a\ufffd');
    expect(toBodyText(bytes(0xc3, 0xab), [['Content-Type', 'text/plain;charset=klingon']]).text).toBe('ë');
  });
});

test('query parameters keep order and repeats', () => {
  expect(parseQuery('/x?b=2&a=%20+1&b=')).toEqual([
    ['b', '2'],
    ['a', '  1'],
    ['b', ''],
  ]);
  expect(parseQuery('/x')).toEqual([]);
});

test('a hex row shows bytes in two groups and a dot for what has no letter', () => {
  const row = toHexRow(bytes(0x7b, 0x22, 0x00, 0xff), 0, 8);
  expect(row.hex.trimEnd()).toBe('7b 22 00 ff');
  expect(row.text).toBe('{"··');
});

describe('what a message says', () => {
  test.each([
    ['new', '{"text":"hi"}'],
    ['old', '{"message":{"content":{"type":"text","text":"hi"}}}'],
    ['form', 'msisdn=1&text=hi'],
  ])('the text is found in the %s shape', (_name, body) => {
    expect(readContent(aSample({ body }).detail).text).toBe('hi');
  });

  test('attachments are named', () => {
    const { detail } = aSample({ body: '{"image":{"url":"https://x/1","caption":"A photo"},"message_type":"image"}' });
    expect(readContent(detail).media).toEqual([{ type: 'image', url: 'https://x/1', name: null, caption: 'A photo' }]);
  });

  test('a body that is no message says nothing', () => {
    expect(readContent(aSample({ body: '[1,' }).detail)).toEqual({ text: null, media: [] });
  });
});
