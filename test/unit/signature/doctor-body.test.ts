import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { explainWebhook } from '../../../main/signature/doctor.ts';
import { makeKeyRing } from '../../../main/signature/key-ring.ts';
import { signJwt } from '../../../main/signature/sign-jwt.ts';
import { aStoredRequest } from '../../support/arrivals.ts';
import { anAccount, aSecret } from '../../support/key-ring-accounts.ts';

const SIGNER = { secret: 'a signature secret of the right length', apiKey: 'a1b2c3d4', applicationId: 'app-1' };
const NOW = 1_736_933_400;
const keyRing = makeKeyRing([anAccount({ secrets: [aSecret(SIGNER.secret)] })]);
const settings = { ageLimitS: 300, rejectOld: false };

function explain(signed: string | Uint8Array, received: string | Uint8Array) {
  const bytes = typeof signed === 'string' ? Buffer.from(signed) : signed;
  return explainWebhook(
    aStoredRequest({
      rawHeaders: ['Authorization', `Bearer ${signJwt(bytes, SIGNER, NOW)}`],
      body: received,
      receivedAt: NOW * 1_000_000,
    }),
    keyRing,
    settings,
  );
}

const value = {
  channel: 'whatsapp',
  message_uuid: 'aaaa',
  to: '447700900000',
  from: '447700900001',
  timestamp: '2025-01-15T09:30:00Z',
  text: 'Zoë 🙂 https://example.com/?a=1&b=<2>',
};
const signed = JSON.stringify(value);
const sortedKeys = JSON.stringify(value, Object.keys(value).toSorted());
const escape = (text: string): string =>
  text.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

describe('names what was done to the body', () => {
  test.each([
    ['2 spaces', signed, JSON.stringify(value, null, 2), ['body-pretty-printed']],
    ['4 spaces', signed, JSON.stringify(value, null, 4), ['body-pretty-printed']],
    ['a tab', signed, JSON.stringify(value, null, '\t'), ['body-pretty-printed']],
    ['minified', JSON.stringify(value, null, 2), signed, ['body-minified']],
    ['minified from Python', signed.replaceAll('":"', '": "').replaceAll('","', '", "'), signed, ['body-minified']],
    ['sorted', signed, sortedKeys, ['body-keys-reordered']],
    ['unsorted', sortedKeys, signed, ['body-keys-reordered']],
    ['a newline added', signed, `${signed}\n`, ['body-newline-added']],
    ['CRLF added', signed, `${signed}\r\n`, ['body-newline-added']],
    ['a newline removed', `${signed}\n`, signed, ['body-newline-removed']],
    ['BOM added', signed, `\ufeff${signed}`, ['body-bom-added']],
    ['BOM removed', `\ufeff${signed}`, signed, ['body-bom-removed']],
    [
      'CRLF',
      JSON.stringify(value, null, 2),
      JSON.stringify(value, null, 2).replaceAll('\n', '\r\n'),
      ['body-line-endings'],
    ],
    ['LF', 'a=1\r\nb=2', 'a=1\nb=2', ['body-line-endings']],
    ['unicode escaped', signed, escape(signed), ['body-unicode-escaped']],
    ['unicode unescaped', escape(signed), signed, ['body-unicode-unescaped']],
    ['slashes escaped', signed, signed.replaceAll('/', '\\/'), ['body-slashes-escaped']],
    ['slashes unescaped', signed.replaceAll('/', '\\/'), signed, ['body-slashes-unescaped']],
    [
      'PHP',
      signed,
      escape(signed).replaceAll('/', '\\/'),
      ['body-unicode-escaped', 'body-slashes-escaped', 'body-serialiser'],
    ],
    ['Latin 1 to UTF-8', Buffer.from('{"a":"é"}', 'latin1'), '{"a":"é"}', ['body-charset']],
    ['UTF-8 encoded twice', '{"a":"é"}', Buffer.from('{"a":"é"}').toString('latin1'), ['body-encoded-twice']],
    ['Gson', '{"a":"b=c"}', '{"a":"b\\u003dc"}', ['body-characters-rewritten']],
    ['number', '{"a":51.50}', '{"a":51.5}', ['body-numbers-rewritten']],
    [
      'parse and stringify',
      '{"lat": 51.50,"url": "https:\\/\\/x"}\n',
      '{"lat":51.5,"url":"https://x"}',
      ['body-newline-removed', 'body-minified', 'body-slashes-unescaped', 'body-numbers-rewritten'],
    ],
  ] as const)('%s', (_name, before, after, names) => {
    const explanation = explain(before, after);
    expect(explanation.reason).toBe('payload_hash_mismatch');
    expect(
      explanation.causes
        .map(({ name }) => name)
        .filter((name) => name !== 'body-serialiser' || names.includes(name as never)),
    ).toEqual(names);
    expect(explanation.difference).not.toBeNull();
  });

  test.each([
    ['a changed letter', signed, signed.replace('whatsapp', 'whatsapq')],
    ['a dropped field', signed, signed.replace('"channel":"whatsapp",', '')],
    ['nothing left', signed, ''],
  ])('and nothing for %s', (_name, before, after) => {
    const explanation = explain(before, after);
    expect(explanation).toMatchObject({ verdict: 'failed', reason: 'payload_hash_mismatch', causes: [] });
    expect(explanation.hashes?.claimed).not.toBe(explanation.hashes?.received);
  });
});

test('long bodies are explained too, or left without a cause', () => {
  const long = JSON.stringify({ text: 'é/'.repeat(1_500_000), other: '\\"'.repeat(1_000) });
  expect(explain(long, long.replace('é', 'e')).causes).toEqual([]);
  expect(explain(long, `${long}\n`).causes.map(({ name }) => name)).toEqual(['body-newline-added']);
  const longest = 'x'.repeat(10_000_000);
  expect(explain(longest, `${longest}y`).causes).toEqual([]);
});

type Proxy = readonly [name: string, change: (text: string) => string];
const proxies: readonly Proxy[] = [
  ['body-pretty-printed', (text) => JSON.stringify(JSON.parse(text), null, 2)],
  ['body-pretty-printed', (text) => JSON.stringify(JSON.parse(text), null, '\t')],
  ['body-newline-added', (text) => `${text}\n`],
  ['body-bom-added', (text) => `\ufeff${text}`],
  ['body-unicode-escaped', escape],
  ['body-slashes-escaped', (text) => text.replaceAll('/', '\\/')],
  ['body-keys-reordered', (text) => JSON.stringify(sortDeep(JSON.parse(text)))],
  ['body-newline-added', (text) => `${text}\r\n`],
  ['body-pretty-printed', (text) => JSON.stringify(JSON.parse(text), null, 4)],
  [
    'body-html-escaped',
    (text) => text.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026'),
  ],
];

function sortDeep(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(sortDeep);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, member]) => [name, sortDeep(member)]),
  );
}

const key = fc.string({ minLength: 1, maxLength: 8 }).filter((name) => !/^\d+$/.test(name) && name !== '__proto__');
const body = fc
  .dictionary(
    key,
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.integer(),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.dictionary(key, fc.string(), { maxKeys: 4 }),
    ),
    {
      minKeys: 1,
      maxKeys: 6,
    },
  )
  .map((object) => JSON.stringify(object));

test('the doctor names the right change of a proxy, or none, and never verifies', () => {
  fc.assert(
    fc.property(body, fc.constantFrom(...proxies), (before, [name, change]) => {
      const after = change(before);
      fc.pre(after !== before);
      const explanation = explain(before, after);
      expect(explanation.verdict).toBe('failed');
      const names = explanation.causes.map((cause) => cause.name).filter((found) => found !== 'body-serialiser');
      if (name !== 'body-keys-reordered' || names.length > 0) expect(names).toEqual([name]);
    }),
    { numRuns: 300 },
  );
});

test('the token is told as it was written, and not at all where it can’t be read', () => {
  const { token } = explain(signed, signed);
  expect(token?.header).toBe('{"alg":"HS256","typ":"JWT"}');
  expect(token?.claims).toMatch(/^\{"iat":1736933400,"jti":"[\da-f-]{36}","iss":"Vonage",/);
  const broken = aStoredRequest({ rawHeaders: ['Authorization', 'Bearer a.b'], body: '', receivedAt: 0 });
  expect(explainWebhook(broken, keyRing, settings).token).toBeNull();
});
