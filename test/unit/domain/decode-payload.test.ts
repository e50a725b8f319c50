import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Encoded } from '../../../main/domain/decode-payload.ts';
import { decodeBody, decodePayload } from '../../../main/domain/decode-payload.ts';

type Parts = Partial<Omit<Encoded, 'body'>> & { body?: Uint8Array | string; type?: string; encoding?: string };

function request({ body = '', type, encoding, ...fields }: Parts): Encoded {
  const headers = [
    ...(type === undefined ? [] : ['Content-Type', type]),
    ...(encoding === undefined ? [] : ['Content-Encoding', encoding]),
  ];
  return {
    method: 'POST',
    target: '/',
    rawHeaders: headers,
    ...fields,
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
}

function payloadOf(parts: Parts): Readonly<Record<string, unknown>> | string {
  const { parameters } = decodePayload(request(parts));
  return parameters.type === 'parameters' ? parameters.payload : parameters.type;
}

describe('parameters come from', () => {
  test.each([
    ['JSON', { body: '{"text":"hi"}', type: 'application/json' }, { text: 'hi' }],
    ['JSON that says it is something else', { body: '{"text":"hi"}', type: 'text/plain' }, { text: 'hi' }],
    ['JSON without a type', { body: ' \r\n\t{"text":"hi"}\n' }, { text: 'hi' }],
    ['JSON with a byte order mark', { body: '\ufeff{"text":"hi"}' }, { text: 'hi' }],
    [
      'a form',
      { body: 'msisdn=1&text=a+b%21', type: 'application/x-www-form-urlencoded' },
      { msisdn: '1', text: 'a b!' },
    ],
    ['a form without a type', { body: 'msisdn=1&text=a+b' }, { msisdn: '1', text: 'a b' }],
    ['a form that says it is JSON', { body: 'msisdn=1', type: 'application/json' }, { msisdn: '1' }],
    ['a form with a name twice, the last', { body: 'a=1&a=2' }, { a: '2' }],
    ['a form with a bad escape', { body: 'a=%zz&b=1' }, { a: '%zz', b: '1' }],
    ['the query of a GET', { method: 'GET', target: '/x?msisdn=1&text=a+b%20c' }, { msisdn: '1', text: 'a b c' }],
    ['the query of an empty POST', { target: '/x?msisdn=1' }, { msisdn: '1' }],
    ['the body where there is a query too', { target: '/x?a=1', body: '{"b":2}' }, { b: 2 }],
  ] as const)('%s', (_name, parts, payload) => expect(payloadOf(parts)).toEqual(payload));
});

describe('there are none in', () => {
  test.each([
    ['an empty POST', {}, 'unreadable'],
    ['a GET without a query', { method: 'GET' }, 'none'],
    ['a HEAD without a query', { method: 'HEAD' }, 'none'],
    ['a GET with an empty query', { method: 'GET', target: '/?' }, 'none'],
    ['an array', { body: '[{"a":1}]' }, 'unreadable'],
    ['a number', { body: '1' }, 'unreadable'],
    ['broken JSON', { body: '{"a":1' }, 'unreadable'],
    ['broken JSON with an equals sign', { body: '{"a":"b=c"' }, 'unreadable'],
    ['XML', { body: '<a b="c"/>' }, 'unreadable'],
    ['a sentence', { body: 'two words = three' }, 'unreadable'],
    ['random bytes', { body: Uint8Array.of(0, 255, 254, 1) }, 'unreadable'],
  ] as const)('%s', (_name, parts, type) => expect(payloadOf(parts)).toBe(type));
});

describe('text is read in the character set that the sender names', () => {
  const json = '{"text":"é€"}';
  test.each([
    ['none', undefined, Buffer.from(json)],
    ['utf-8', 'application/json; charset=UTF-8', Buffer.from(json)],
    ['quoted', 'application/json;charset="utf8"', Buffer.from(json)],
    [
      'latin with a euro sign',
      'application/json; charset=windows-1252',
      Buffer.from('7b2274657874223a22e980227d', 'hex'),
    ],
    ['utf-16', 'application/json; charset=utf-16le', Buffer.from(json, 'utf16le')],
    ['utf-16 with a mark', 'application/json; charset=utf-16le', Buffer.from(`\ufeff${json}`, 'utf16le')],
    ['one that nobody knows', 'application/json; charset=klingon', Buffer.from(json)],
    ['one that is no name', 'application/json; charset=;', Buffer.from(json)],
  ])('%s', (_name, type, body) => {
    expect(payloadOf(type === undefined ? { body } : { body, type })).toEqual({ text: 'é€' });
  });

  test('bytes that are not of it are replaced, and the rest is read', () => {
    expect(payloadOf({ body: Buffer.from('7b2261223a22ff62227d', 'hex') })).toEqual({ a: '\ufffdb' });
  });
});

describe('a body is decoded as its sender says', () => {
  const text = '{"text":"packed"}';
  test.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['gzip,identity', gzipSync(text)],
  ])('%s', (encoding, body) => {
    expect(payloadOf({ body, encoding })).toEqual({ text: 'packed' });
    expect(decodeBody(['Content-Encoding', encoding], body)).toEqual({ bytes: Buffer.from(text), problem: null });
  });

  test.each([['identity'], [''], [' ']])('%j leaves it as it is', (encoding) => {
    expect(decodeBody(['content-encoding', encoding], Buffer.from(text))).toEqual({ bytes: null, problem: null });
  });

  test('an empty body has nothing to decode', () => {
    expect(decodeBody(['content-encoding', 'gzip'], new Uint8Array(0))).toEqual({ bytes: null, problem: null });
  });
});

describe('a body that cannot be decoded says why, and is understood as it came', () => {
  test.each([
    ['gzip', 'not gzip at all', /^The body says it is encoded as gzip, but it can't be decoded: .+\.$/],
    ['zstd', 'anything', /zstd is not known here/],
    ['gzip', gzipSync('x'.repeat(1_000)).subarray(0, 20), /unexpected end/],
    [Array.from({ length: 50 }, () => 'gzip').join(','), 'x', /can't be decoded/],
  ] as const)('%s', (encoding, body, problem) => {
    const decoded = decodeBody(['Content-Encoding', encoding], Buffer.from(body));
    expect(decoded.bytes).toBeNull();
    expect(decoded.problem).toMatch(problem);
  });

  test('a sender that only says gzip', () => {
    expect(payloadOf({ body: '{"text":"plain"}', encoding: 'gzip' })).toEqual({ text: 'plain' });
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('a bomb of %s is not unpacked', (encoding, compress) => {
    const bomb = compress(Buffer.alloc(40 * 1_024 * 1_024));
    expect(bomb.length).toBeLessThan(100_000);
    const decoded = decodeBody(['Content-Encoding', encoding], bomb);
    expect(decoded.bytes).toBeNull();
    expect(decoded.problem).toMatch(/can't be decoded/);
  });

  test('nor is a bomb in a bomb', () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(40 * 1_024 * 1_024)));
    expect(decodeBody(['Content-Encoding', 'gzip, gzip'], bomb).bytes).toBeNull();
  });
});

describe('hostile JSON', () => {
  test('cannot change what an object is', () => {
    const payload = payloadOf({ body: '{"__proto__":{"status":"delivered"},"constructor":1,"toString":2}' });
    expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
    expect((payload as { status?: unknown }).status).toBeUndefined();
    expect(Object.hasOwn(payload as object, '__proto__')).toBe(true);
    expect(({} as { status?: unknown }).status).toBeUndefined();
  });

  test.each([
    ['a form', { body: '__proto__=1&status=x' }],
    ['a query', { method: 'GET', target: '/?__proto__=1&status=x' }],
  ])('nor can %s', (_name, parts) => {
    expect(Object.getPrototypeOf(payloadOf(parts))).toBe(Object.prototype);
  });

  test('nested 100,000 levels deep is read, or told to be unreadable', () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(['parameters', 'unreadable']).toContain(decodePayload(request({ body: deep })).parameters.type);
  });

  test('that repeats a name has its last value, as every common parser does', () => {
    expect(payloadOf({ body: '{"a":1,"a":2}' })).toEqual({ a: 2 });
  });

  test('with numbers beyond all measure is read', () => {
    expect(payloadOf({ body: '{"big":123456789012345678901234567890,"huge":1e999,"tiny":-1e-999}' })).toEqual({
      big: 1.2345678901234568e29,
      huge: Infinity,
      tiny: -0,
    });
  });
});

test('whatever comes, decoding is an answer and no exception', () => {
  const encoding = fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'gzip, br', 'x', ',', ' , gzip');
  const header = fc.oneof(
    fc.tuple(fc.constantFrom('Content-Type', 'content-encoding', 'X'), fc.oneof(fc.string(), encoding)),
    fc.constant(['Content-Type', 'text/plain; charset=utf-16be'] as const),
  );
  const body = fc.oneof(
    fc.uint8Array(),
    fc.json().map((text) => Buffer.from(text)),
    fc.string().map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.array(header), body, (method, target, headers, bytes) => {
      const decoded = decodePayload({ method, target, rawHeaders: headers.flat(), body: bytes });
      expect(['parameters', 'none', 'unreadable']).toContain(decoded.parameters.type);
    }),
    { numRuns: 1_000 },
  );
});
