import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parsePasted } from '../../../main/signature/parse-pasted.ts';
import { splitShellWords } from '../../../main/signature/split-shell-words.ts';

function read(text: string) {
  const pasted = parsePasted(text);
  if (!pasted.ok) return pasted.problem;
  const { method, target, rawHeaders, body } = pasted.request;
  return { method, target, rawHeaders, body: Buffer.from(body).toString() };
}

describe('headers and a body', () => {
  test('with a request line', () => {
    expect(read('PUT /a?b=1 HTTP/1.1\r\nHost: x\r\nAuthorization:Bearer  t\r\n\r\n{"a":1}\n')).toEqual({
      method: 'PUT',
      target: '/a?b=1',
      rawHeaders: ['Host', 'x', 'Authorization', 'Bearer  t'],
      body: '{"a":1}\n',
    });
  });
  test('without one', () => {
    expect(read('\n  authorization: Bearer t\nx-a: b: c\n\n{}\n\nx: y')).toEqual({
      method: 'POST',
      target: '/',
      rawHeaders: ['authorization', 'Bearer t', 'x-a', 'b: c'],
      body: '{}\n\nx: y',
    });
  });
  test('without a body', () => {
    expect(read('Authorization: Bearer t')).toMatchObject({ method: 'GET', body: '' });
  });
  test.each([
    ['', 'nothing to check'],
    ['   \n ', 'nothing to check'],
    ['hello there', 'Line 1 is no header'],
    ['A: b\nno header\n\n{}', 'Line 2 is no header'],
    ['{"a":1}', 'no header'],
    ['A: b\n'.repeat(600), 'too many'],
  ])('%j is refused', (text, problem) => expect(read(text)).toContain(problem));
});

describe('a cURL command', () => {
  test.each([
    [
      `curl -X POST 'http://127.0.0.1:4747/webhooks/inbound-message?x=1' \\\n  -H 'Authorization: Bearer a.b.c' --data-raw '{"text":"it'\\''s"}'`,
      {
        method: 'POST',
        target: '/webhooks/inbound-message?x=1',
        rawHeaders: ['Authorization', 'Bearer a.b.c'],
        body: `{"text":"it's"}`,
      },
    ],
    [
      `$ curl https://example.com -H "A: \\"b\\"" -d $'a\\u00e9\\n' | jq`,
      { method: 'POST', target: '/', rawHeaders: ['A', '"b"'], body: 'aé\n' },
    ],
    ['curl localhost:4747/x -d a=1 -d b=2', { method: 'POST', target: '/x', rawHeaders: [], body: 'a=1&b=2' }],
    ['curl -G localhost/x?c=3 -d a=1', { method: 'GET', target: '/x?c=3&a=1', rawHeaders: [], body: '' }],
    [
      'curl -sSkL -o out --max-time 5 -XPUT -HA:b --url=http://h/p --json {}',
      { method: 'PUT', target: '/p', rawHeaders: ['A', 'b', 'Content-Type', 'application/json'], body: '{}' },
    ],
    ['curl -u me:pw h', { method: 'GET', target: '/', rawHeaders: ['Authorization', 'Basic bWU6cHc='], body: '' }],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected));

  test.each([
    ["curl 'open", 'not closed'],
    ['curl', 'Line 1 is no header'],
    ['curl -H', 'no address'],
    ['curl h -H', '-H has no value'],
    ['curl h -H nothing', 'is no header'],
    ['curl h -d @body.json', 'in a file'],
    ['curl -s', 'no address'],
  ])('%s is refused', (text, problem) =>
    expect(read(text)).toMatch(problem === 'no address' ? /no address|no value/ : problem),
  );
});

test('a line of our own export is read with its exact bytes', () => {
  const line = {
    receivedAt: '2025-01-15T09:30:00.000001Z',
    method: 'POST',
    path: '/p',
    query: 'a=1',
    headers: [['A', 'b']],
    bodyBase64: Buffer.from([0xff, 0x00]).toString('base64'),
  };
  expect(parsePasted(JSON.stringify(line))).toEqual({
    ok: true,
    request: {
      method: 'POST',
      target: '/p?a=1',
      rawHeaders: ['A', 'b'],
      body: Buffer.from([0xff, 0x00]),
      receivedAt: 1_736_933_400_000_000,
    },
  });
});

test('words in single quotes come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
      const text = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
      expect(splitShellWords(text)).toEqual(words);
    }),
  );
});

test('no text ends the parser', () => {
  const part = fc.constantFrom(
    'curl ',
    "'",
    '"',
    '$',
    '\\',
    '\n',
    '-H ',
    '-d ',
    'a: b',
    '{}',
    ' ',
    'http://x',
    '\u0000',
    '^',
    '|',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => `curl ${parts.join('')}`),
      ),
      (text) => {
        expect(typeof parsePasted(text).ok).toBe('boolean');
      },
    ),
  );
});
