import { describe, expect, test } from 'vitest';

import { checkPayload } from '../../../shared/vonage/check-payload.ts';
import type { Finding } from '../../../shared/vonage/finding.ts';
import { MOST_FINDINGS, toPathText } from '../../../shared/vonage/finding.ts';
import { KINDS } from '../../../shared/vonage/kinds.ts';
import { understand } from '../../../shared/vonage/understand.ts';
import type { Payload } from '../../../shared/vonage/understanding.ts';
import { fixtures } from '../../support/fixtures.ts';
import { payloadOf } from './understood.ts';

/** `$.usage.price retyped`, for what was found. */
const toWords = (findings: readonly Finding[]): string[] =>
  findings.map(({ path, what }) => `${toPathText(path)} ${what}`);

function sample(name: string): Payload {
  const fixture = fixtures.find((candidate) => candidate.name === name);
  const payload = fixture === undefined ? null : payloadOf(fixture);
  if (payload === null) throw new Error(`no sample with a payload is called ${name}`);
  return payload;
}

/** What is found in a sample after a change. */
function found(name: string, change: (payload: Record<string, unknown>) => object): Finding[] {
  const payload = change(structuredClone(sample(name))) as Payload;
  const { api, kind } = understand({ type: 'parameters', payload });
  return checkPayload(api, kind, payload, { valuesAreText: false });
}

/** `object` without one of its members. */
const without = (object: Payload, name: string): Payload =>
  Object.fromEntries(Object.entries(object).filter(([each]) => each !== name));

const checkStatus = (text: string): Finding[] =>
  checkPayload('messages-v1', 'message-status', JSON.parse(text) as Payload, { valuesAreText: false });

const checkInputByGet = (payload: Payload): string[] =>
  toWords(checkPayload('voice', 'input', payload, { valuesAreText: true }));

/** The samples that are meant to be noticed. */
const MEANT = new Map([
  ['messages-v1-inbound-unknown-channel', ['$.channel value']],
  ['messages-v1-inbound-unknown-type', ['$.message_type value']],
]);

test.each(fixtures)('$name has no findings but those that are meant', (fixture) => {
  const payload = payloadOf(fixture);
  const valuesAreText = fixture.query !== null || typeof fixture.body === 'string';
  const findings = payload === null ? [] : checkPayload(fixture.api, fixture.kind, payload, { valuesAreText });
  expect(toWords(findings)).toEqual(MEANT.get(fixture.name) ?? []);
});

describe.each(fixtures.filter((fixture) => (payloadOf(fixture) ?? null) !== null))('$name', (fixture) => {
  const payload = payloadOf(fixture) ?? {};
  const check = (changed: Payload): string[] =>
    toWords(checkPayload(fixture.api, fixture.kind, changed, { valuesAreText: false }));

  test('has every kind of change noticed', () => {
    const isOpen = /unknown-channel|unknown-type|fallback|meetings/.test(fixture.name);
    const added = check({ ...payload, brand_new: 1 });
    expect(added.includes('$.brand_new unexpected')).toBe(!isOpen);
    const noticed = Object.keys(payload).filter((name) => check(without(payload, name)).length > check(payload).length);
    expect(noticed.length).toBeGreaterThan(0);
    for (const name of noticed.filter((each) => each !== 'payload'))
      expect(check({ ...payload, [name]: null }).join()).toContain(' missing');
    // What others name or give can be of any type, and a fallback holds all of the webhook that failed.
    const typed = Object.keys(payload).filter((name) => !/^(payload$|dtmf$|SipHeader_)/.test(name));
    expect(typed.filter((name) => check({ ...payload, [name]: [{}] }).length === 0)).toEqual(
      isOpen ? expect.anything() : [],
    );
  });
});

test('a kind without documentation has no findings', () => {
  expect(KINDS.filter(({ schema }) => schema === null).map(({ kind }) => kind)).toEqual(['url-probe', 'unknown']);
  expect(checkPayload('unknown', 'unknown', { a: 1 }, { valuesAreText: false })).toEqual([]);
  expect(checkPayload('constructor', '__proto__', { a: 1 }, { valuesAreText: false })).toEqual([]);
});

describe('says in words', () => {
  test.each<[string, (payload: Record<string, unknown>) => object, string]>([
    ['missing', (payload) => without(payload, 'timestamp'), '$.timestamp is missing'],
    ['null', (payload) => ({ ...payload, to: null }), '$.to is there, but null'],
    ['retyped', (payload) => ({ ...payload, to: 447700900001 }), '$.to is a number; text is documented'],
    ['a list', (payload) => ({ ...payload, usage: [] }), '$.usage is a list; an object is documented'],
    [
      'a value',
      (payload) => ({ ...payload, usage: { currency: 'USD', price: '1' } }),
      '$.usage.currency is “USD”; only EUR is documented',
    ],
    [
      'a status',
      (payload) => ({ ...payload, status: 'vanished' }),
      '$.status is “vanished”, which is none of the documented values: submitted, delivered, rejected, undeliverable, accepted',
    ],
    [
      'a time',
      (payload) => ({ ...payload, timestamp: 'yesterday' }),
      '$.timestamp is “yesterday”, which can’t be read as a time',
    ],
    [
      'a number in text',
      (payload) => ({ ...payload, usage: { currency: 'EUR', price: 'free' } }),
      '$.usage.price is “free”, which can’t be read as a number',
    ],
    [
      'an extra field',
      (payload) => ({ ...payload, 'odd key': 1 }),
      '$["odd key"] is not a documented field of this webhook',
    ],
    [
      'a field inside',
      (payload) => ({ ...payload, sms: { count_total: '1', parts: 2 } }),
      '$.sms.parts is not a documented field of this webhook',
    ],
  ])('%s', (_, change, expected) => {
    const findings = found('messages-v1-status-sms-delivered', change);
    expect(findings.map(({ path, words }) => `${toPathText(path)} ${words}`)).toEqual([expected]);
  });
});

describe('takes as documented', () => {
  test.each<[string, string, (payload: Record<string, unknown>) => object]>([
    [
      'a price that is a number',
      'messages-v1-status-sms-delivered',
      (p) => ({ ...p, usage: { currency: 'EUR', price: 0 } }),
    ],
    ['an empty text for no value', 'messages-v1-status-sms-delivered', (p) => ({ ...p, usage: '', destination: null })],
    ['a status in capitals', 'sms-dlr-post-json', (p) => ({ ...p, status: 'DELIVERED' })],
    ['an SMS without message_type', 'messages-v1-inbound-sms-text', (p) => without(p, 'message_type')],
    ['the status that guides alone name', 'messages-v1-status-rcs-read', (p) => ({ ...p, status: 'accepted' })],
    ['a receipt code that is a number', 'sms-dlr-post-json', (p) => ({ ...p, 'err-code': 0 })],
    ['a flow answer that is an object', 'messages-v1-inbound-whatsapp-button-flow', (p) => p],
    ['a SIP header of any name', 'voice-answer-post', (p) => ({ ...p, 'SipHeader_X-Order': '1' })],
  ])('%s', (_, name, change) => expect(toWords(found(name, change))).toEqual([]));
});

test('what is wrong inside one of two shapes is said of the inside', () => {
  const findings = found('voice-input-dtmf', (payload) => ({ ...payload, dtmf: { digits: 5, timed_out: false } }));
  expect(toWords(findings)).toEqual(['$.dtmf.digits retyped']);
  const neither = found('voice-input-dtmf', (payload) => ({ ...payload, dtmf: 5 }));
  expect(toWords(neither)).toEqual(['$.dtmf retyped']);
});

test('of a channel that nobody documents, only the channel is noticed', () => {
  const findings = found('messages-v1-inbound-unknown-channel', (payload) => ({ ...payload, sticker_pack: {} }));
  expect(toWords(findings)).toEqual(['$.channel value']);
});

test('by GET, objects and numbers come as text, and null as its own name', () => {
  const payload = { ...sample('voice-input-get'), speech: 'null' };
  expect(checkInputByGet(payload)).toEqual([]);
  expect(checkInputByGet({ ...payload, speech: '{"results":[' })).toEqual(['$.speech retyped']);
  expect(checkInputByGet({ ...payload, speech: '[1]' })).toEqual(['$.speech retyped']);
});

describe('hostile payloads', () => {
  const status = sample('messages-v1-status-sms-delivered');

  test('names of Object’s own are fields like any other', () => {
    const text = JSON.stringify(status).replace('{', '{"__proto__":{"x":1},"constructor":1,"toString":2,');
    expect(toWords(checkStatus(text))).toEqual([
      '$.__proto__ unexpected',
      '$.constructor unexpected',
      '$.toString unexpected',
    ]);
    expect(Object.prototype).not.toHaveProperty('x');
  });

  test('are cut down to what can be shown', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, index]));
    expect(checkStatus(JSON.stringify({ ...status, ...many }))).toHaveLength(MOST_FINDINGS);
    const segments = Array.from({ length: 5_000 }, () => 1);
    expect(checkStatus(JSON.stringify({ ...status, sms: { segments } }))).toHaveLength(MOST_FINDINGS);
    const long = 'x'.repeat(1_000_000);
    for (const { path, words } of checkStatus(JSON.stringify({ ...status, status: long, [long]: 1 }))) {
      expect(path.join('').length + words.length).toBeLessThan(500);
    }
  });

  test('may be as deep as they like', () => {
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    expect(toWords(checkStatus(JSON.stringify(status).replace('{', `{"deep":${deep},`)))).toEqual([
      '$.deep unexpected',
    ]);
    expect(toWords(checkStatus(JSON.stringify({ ...status, to: 0 }).replace('"to":0', `"to":${deep}`)))).toEqual([
      '$.to retyped',
    ]);
  });
});
