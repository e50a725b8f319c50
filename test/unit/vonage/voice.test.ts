import { describe, expect, test } from 'vitest';

import type { Payload } from '../../../shared/vonage/understanding.ts';
import { understood, understoodQuery } from './understood.ts';

const call = {
  from: '447700900001',
  to: '447700900000',
  uuid: '91f79d3b8d0a4849913120ae675ac3d0',
  conversation_uuid: 'CON-154f7f6f-b1f0-4838-960d-28eb4c425b4d',
};

test.each<[string, Payload, string]>([
  ['numbers', {}, 'phone'],
  ['the endpoint type', { endpoint_type: 'vbc' }, 'vbc'],
  ['the endpoint type before the address', { endpoint_type: 'phone', from: 'sip:a@example.com' }, 'phone'],
  ['an app user', { from: undefined, from_user: 'jo' }, 'app'],
  ['a SIP caller', { from: 'sip:a@example.com' }, 'sip'],
  ['a secure SIP callee', { to: 'SIPS:a@example.com' }, 'sip'],
  ['a WebSocket', { to: 'ws://example.com' }, 'websocket'],
  ['a secure WebSocket', { to: 'wss://example.com' }, 'websocket'],
  ['a withheld number', { from: 'Unknown' }, 'phone'],
  ['a number that starts like SIP', { from: 'sipho' }, 'phone'],
])('%s makes the channel', (_name, parts, channel) => {
  expect(understood({ ...call, ...parts }).channel).toBe(channel);
});

test.each<[string, Payload, string | null]>([
  ['its leg', call, '91f79d3b8d0a4849913120ae675ac3d0'],
  ['the leg of machine detection', { call_uuid: 'leg', conversation_uuid: 'CON-1', status: 'human' }, 'leg'],
  ['its conversation', { conversation_uuid: 'CON-1', recording_url: 'x' }, 'CON-1'],
  ['the conversation that it left', { conversation_uuid_from: 'CON-1' }, 'CON-1'],
])('the id is %s', (_name, payload, id) => {
  expect(understood(payload)).toMatchObject({ api: 'voice', messageId: id });
});

test('an app user is who calls', () => {
  expect(understood({ ...call, from: undefined, from_user: 'jo' }).from).toBe('jo');
});

test.each<[Payload, string]>([
  [{ status: 'started', direction: 'outbound' }, 'started, outbound'],
  [{ status: 'unanswered', detail: 'carrier_timeout' }, 'unanswered: carrier timeout'],
  [{ status: 'machine', sub_state: 'beep_start' }, 'machine: beep start'],
  [{ status: 'completed', duration: 23, price: '0.01000000', direction: 'inbound' }, 'completed, 23 s, 0.01 EUR'],
  [{ status: 'completed', duration: '0', price: '0.00000000' }, 'completed, 0 s'],
  [{ status: 'COMPLETED', duration: null, price: null }, 'COMPLETED'],
  [{ status: 'parked' }, 'parked'],
])('the call event %j reads "%s"', (parts, summary) => {
  expect(understood({ ...call, ...parts })).toMatchObject({ kind: 'call-event', status: parts['status'], summary });
});

describe('input', () => {
  test.each<[unknown, unknown, string]>([
    [{ digits: '12#', timed_out: true }, undefined, 'pressed 12#'],
    [{ digits: '', timed_out: true }, undefined, 'no key in time'],
    [{ digits: null, timed_out: false }, undefined, 'no key, nothing heard'],
    ['42', undefined, 'pressed 42'],
    [7, undefined, 'pressed 7'],
    [undefined, { results: [{ text: 'yes', confidence: '0.5' }] }, 'said “yes” (50 % sure)'],
    [undefined, { results: [{ text: 'yes', confidence: 0.987 }] }, 'said “yes” (99 % sure)'],
    [undefined, { results: [{ text: 'yes' }] }, 'said “yes”'],
    [undefined, { error: 'ERR1: no speech' }, 'ERR1: no speech'],
    [{ digits: '1' }, { results: [{ text: 'one' }] }, 'pressed 1, said “one”'],
    [{ digits: '1' }, { results: ['odd'] }, 'pressed 1'],
    ['{broken', undefined, 'pressed {broken'],
  ])('of %j and %j reads "%s"', (dtmf, speech, summary) => {
    expect(understood({ ...call, dtmf, speech })).toMatchObject({ kind: 'input', summary });
  });

  test('of a GET is JSON text', () => {
    const query = new URLSearchParams({ ...call, dtmf: '{"digits":"42","timed_out":false}', speech: 'null' });
    expect(understoodQuery(query.toString()).summary).toBe('pressed 42');
  });

  test('keeps the digits of the oldest form', () => {
    expect(understood({ ...call, dtmf: '', timed_out: true, speech: {} }).summary).toBe('no key in time');
  });
});

test.each<[string, Payload, string]>([
  ['an object', { payload: { a: 1, b: { c: 2 } } }, 'notify: a: 1, b: …'],
  ['JSON text', { payload: '{"a":1}' }, 'notify: a: 1'],
  ['a text', { payload: 'done' }, 'notify: done'],
  ['a list', { payload: [1, 2] }, 'notify: 2 items'],
])('notify with %s', (_name, parts, summary) => {
  expect(understood({ conversation_uuid: 'CON-1', ...parts })).toMatchObject({ kind: 'notify', summary });
});

test.each<[Payload, string]>([
  [{ start_time: '2025-01-15T09:30:00Z', end_time: '2025-01-15T09:30:30Z', size: 1000 }, 'recording ready, 30 s, 1 kB'],
  [{ start_time: '2025-01-15T09:30:30Z', end_time: '2025-01-15T09:30:00Z' }, 'recording ready'],
  [{ start_time: 'soon', size: 'big' }, 'recording ready'],
])('the recording %j reads "%s"', (parts, summary) => {
  expect(understood({ conversation_uuid: 'CON-1', recording_url: 'x', ...parts }).summary).toBe(summary);
});

test.each<[unknown, string]>([
  [{ type: 'answer', url: 'x' }, 'answer webhook failed: Connection closed.'],
  ['{"type":"event"}', 'event webhook failed: Connection closed.'],
  ['?', 'webhook failed: Connection closed.'],
])('a fallback of %j reads "%s"', (original_request, summary) => {
  const says = understood({ ...call, reason: 'Connection closed.', original_request });
  expect(says).toMatchObject({ kind: 'fallback', summary });
});
