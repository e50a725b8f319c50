import { array, assert, property, string, stringMatching, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Addressing, Marks } from '../../../main/deliveries/outgoing-request.ts';
import { endToEndHeaders, outgoingRequest, wasForwarded } from '../../../main/deliveries/outgoing-request.ts';
import type { OutgoingWebhook } from '../../../main/domain/delivery.ts';
import { aTarget } from '../../support/targets.ts';

const MARKS: Marks = { webhookId: 7, way: 'forward', receivedAt: 1_736_933_400_000_000 };

function headersOf(
  rawHeaders: readonly string[],
  rest: Partial<OutgoingWebhook> = {},
  target: Partial<Addressing> = {},
) {
  const webhook = { method: 'POST', target: '/', body: Buffer.from('12345'), rawHeaders, ...rest };
  return outgoingRequest(webhook, aTarget({ marks: false, ...target }), MARKS).rawHeaders;
}

describe('headers', () => {
  test('keep case, order and repeats; host and length are the target’s', () => {
    expect(
      headersOf(['hOST', 'tunnel.example', 'X-One', '1', 'x-two', '', 'X-ONE', '3', 'content-LENGTH', '5']),
    ).toEqual(['hOST', 'localhost:3000', 'X-One', '1', 'x-two', '', 'X-ONE', '3', 'content-LENGTH', '5']);
  });

  test('of the connection to the receiver go, also those that Connection names', () => {
    const raw = [
      'Host',
      'a',
      'Connection',
      'keep-alive, X-Hop',
      'Keep-Alive',
      'timeout=5',
      'TE',
      'trailers',
      'Transfer-Encoding',
      'chunked',
      'Upgrade',
      'h2c',
      'x-hop',
      '1',
      'Proxy-Authorization',
      'Basic eA==',
      'A',
      'b',
      'Trailer',
      'X',
      'Expect',
      '100-continue',
    ];
    expect(headersOf(raw)).toEqual(['Host', 'localhost:3000', 'A', 'b', 'Content-Length', '5']);
  });

  test('that carry the message stay, though Connection names them', () => {
    const raw = [
      'Host',
      'a',
      'Connection',
      'authorization, content-type',
      'Authorization',
      'Bearer x',
      'Content-Type',
      't',
    ];
    expect(headersOf(raw)).toEqual([
      'Host',
      'localhost:3000',
      'Authorization',
      'Bearer x',
      'Content-Type',
      't',
      'Content-Length',
      '5',
    ]);
  });

  test('get the right length once, wherever several wrong ones were', () => {
    expect(headersOf(['Host', 'a', 'Content-Length', '99', 'A', 'b', 'content-length', '5'])).toEqual([
      'Host',
      'localhost:3000',
      'Content-Length',
      '5',
      'A',
      'b',
    ]);
  });

  test('of a GET without a body get no length; an empty POST gets 0', () => {
    const empty = { body: new Uint8Array(0) };
    expect(headersOf(['Host', 'a'], { ...empty, method: 'GET' })).toEqual(['Host', 'localhost:3000']);
    expect(headersOf(['Host', 'a'], empty)).toEqual(['Host', 'localhost:3000', 'Content-Length', '0']);
  });

  test('of the target replace those of the webhook, but for the length', () => {
    const headers: [string, string][] = [
      ['X-Env', 'dev'],
      ['content-length', '1'],
      ['Host', 'virtual.example'],
    ];
    expect(headersOf(['Host', 'a', 'x-env', 'production'], {}, { headers })).toEqual([
      'Content-Length',
      '5',
      'X-Env',
      'dev',
      'Host',
      'virtual.example',
    ]);
  });

  test('say what the delivery is, in place of what another inspector has said', () => {
    const raw = ['Host', 'a', 'X-Webhook-Inspector-Webhook', '99', 'x-webhook-inspector-other', '1'];
    const marked = headersOf(raw, {}, { marks: true });
    expect(marked).toEqual([
      'Host',
      'localhost:3000',
      'Content-Length',
      '5',
      'X-Webhook-Inspector-Delivery',
      'forward',
      'X-Webhook-Inspector-Webhook',
      '7',
      'X-Webhook-Inspector-Received-At',
      '2025-01-15T09:30:00.000Z',
    ]);
    expect([wasForwarded(marked), wasForwarded(raw)]).toEqual([true, false]);
    expect(headersOf(raw)).toContain('99');
  });

  test('never lose or move what is nobody’s business on the way', () => {
    const name = stringMatching(/^X-[A-Za-z]{1,8}$/);
    assert(
      property(array(tuple(name, string())), (pairs) => {
        expect(headersOf(['Host', 'a', ...pairs.flat(), 'Content-Length', '5'])).toEqual([
          'Host',
          'localhost:3000',
          ...pairs.flat(),
          'Content-Length',
          '5',
        ]);
      }),
    );
  });
});

describe('the address', () => {
  test.each([
    ['http://localhost:3000', 'keep', '/webhooks/x?a=1&b=%20', '/webhooks/x?a=1&b=%20'],
    ['http://localhost:3000/', 'keep', '/webhooks/x', '/webhooks/x'],
    ['http://localhost:3000/dev/', 'keep', '/webhooks/x?a=1', '/dev/webhooks/x?a=1'],
    ['http://localhost:3000/?key=1', 'keep', '/x?a=1', '/x?a=1&key=1'],
    ['http://localhost:3000/?key=1', 'keep', '/x', '/x?key=1'],
    ['http://localhost:3000/hook', 'own', '/webhooks/x?a=1', '/hook?a=1'],
    ['http://localhost:3000/hook?key=1', 'own', '/webhooks/x?a=1', '/hook?key=1&a=1'],
    ['http://localhost:3000/hook?key=1', 'own', '/webhooks/x', '/hook?key=1'],
    ['http://localhost:3000', 'keep', '/a/../b//c?x=%zz', '/a/../b//c?x=%zz'],
    ['http://localhost:3000', 'keep', 'http://other.example/x?a=1', '/x?a=1'],
    ['http://localhost:3000', 'keep', 'http://other.example', '/'],
    ['http://localhost:3000', 'keep', 'http://other.example?a=1', '/?a=1'],
    ['http://localhost:3000', 'keep', '*', '*'],
    ['http://localhost:3000/hook', 'own', '*', '/hook'],
  ] as const)('%s, %s, of %s is %s', (url, path, target, expected) => {
    const webhook = { method: 'POST', target, rawHeaders: [], body: new Uint8Array(0) };
    expect(outgoingRequest(webhook, aTarget({ url, path }), MARKS).target).toBe(expected);
  });
});

test('an answer is passed on without the headers of its connection', () => {
  expect(
    endToEndHeaders([
      'Connection',
      'close, X-Hop',
      'x-hop',
      '1',
      'Set-Cookie',
      'a',
      'Transfer-Encoding',
      'chunked',
      'set-cookie',
      'b',
    ]),
  ).toEqual(['Set-Cookie', 'a', 'set-cookie', 'b']);
});
