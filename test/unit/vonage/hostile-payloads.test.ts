import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { explainStatus } from '../../../shared/vonage/statuses.ts';
import { understand } from '../../../shared/vonage/understand.ts';
import type { Payload } from '../../../shared/vonage/understanding.ts';
import { fixtures } from '../../support/fixtures.ts';
import { payloadOf, understood } from './understood.ts';

const payloads = fixtures.map(payloadOf).filter((payload) => payload !== null);
const names = [...new Set(payloads.flatMap((payload) => Object.keys(payload)))];

const oddText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', 'null', '\u0000', '\ud83d', '{"a":', '{"digits":{}}', '[]', '1e999', 'x'.repeat(5_000)),
);
const oddValue = fc.oneof(
  oddText,
  fc.jsonValue(),
  fc.constantFrom<unknown>(null, true, false, 0, -0, 1e300, [], {}, [[]], [null], 10n),
);
/** What JSON can hold, under names that mean something. */
const oddObject = fc.dictionary(fc.constantFrom(...names, '__proto__', 'constructor'), oddValue, { maxKeys: 12 });

/** A real webhook in which some members were replaced, at the top or inside. */
const damaged = fc
  .tuple(fc.constantFrom(...payloads), fc.dictionary(fc.constantFrom(...names), oddValue, { maxKeys: 4 }), fc.boolean())
  .map(([payload, damage, inside]): Payload => {
    if (!inside) return { ...payload, ...damage };
    const nested = Object.entries(payload).map(([name, value]) => [name, typeof value === 'object' ? damage : value]);
    return Object.fromEntries(nested);
  });

function expectSound(payload: Payload): void {
  const says = understood(payload);
  expect(understood(payload)).toEqual(says);
  expect(says.summary).toMatch(/[^\p{Z}\p{C}]/u);
  expect(says.summary).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  expect(Array.from(says.summary).length).toBeLessThanOrEqual(200);
  for (const value of [says.channel, says.messageId, says.from, says.to, says.status, says.errorCode, says.account]) {
    expect(value === null || (typeof value === 'string' && value.length > 0 && value.length <= 256)).toBe(true);
  }
  expect(says.sentAt === null || Number.isSafeInteger(says.sentAt)).toBe(true);
  explainStatus(says);
}

test('any object is understood as something', () => {
  fc.assert(fc.property(oddObject, expectSound), { numRuns: 2_000 });
  fc.assert(fc.property(fc.object(), expectSound), { numRuns: 500 });
});

test('a damaged webhook is still understood', () => {
  fc.assert(fc.property(damaged, expectSound), { numRuns: 4_000 });
});

test('every member of every sample may be of any kind', () => {
  for (const payload of payloads) {
    for (const name of Object.keys(payload)) {
      for (const odd of [null, '', 'null', 7, true, [], {}, [[]], [null], { a: { b: [] } }]) {
        expectSound({ ...payload, [name]: odd });
      }
    }
  }
});

test('a sample is understood the same with its members in any order', () => {
  for (const payload of payloads) {
    expect(understood(Object.fromEntries(Object.entries(payload).toReversed()))).toEqual(understood(payload));
  }
});

test('unknown members change nothing', () => {
  for (const payload of payloads) expect(understood({ ...payload, zzz_new: { a: [1] } })).toEqual(understood(payload));
});

test('depth costs nothing', () => {
  const deep: unknown = JSON.parse(`${'{"payload":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
  expectSound({ ...(deep as Payload), conversation_uuid: 'CON-1' });
  expectSound({ conversation_uuid: 'CON-1', dtmf: `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}` });
  expectSound({ message_uuid: 'm', message_type: 'poll', poll: deep });
});

test('a megabyte in a member is cut', () => {
  const long = 'x'.repeat(1_000_000);
  expectSound({ message_uuid: long, to: long, from: long, status: long, error: { title: long, detail: long } });
  expectSound({ message_uuid: 'm', message_type: long, text: long });
});

test('a long value is not cut through a character', () => {
  expect(understood({ message_uuid: 'm', from: `x${'🚀'.repeat(200)}` }).from).toBe(`x${'🚀'.repeat(127)}`);
});

test('names of the language itself are data', () => {
  const payload = JSON.parse(
    '{"__proto__":{"message_uuid":"m","status":"read"},"constructor":"x","toString":1}',
  ) as Payload;
  expect(understood(payload)).toMatchObject({ api: 'unknown', kind: 'unknown' });
  const form = Object.assign(Object.create(null) as Record<string, unknown>, { message_uuid: 'm', status: 'read' });
  expect(understood(form)).toMatchObject({ kind: 'message-status' });
});

test('every result has all members', () => {
  const members = Object.keys(understood({}));
  expect(members).toHaveLength(11);
  expect(Object.keys(understand({ type: 'none' }))).toEqual(members);
  expect(Object.keys(understand({ type: 'unreadable' }))).toEqual(members);
});
