import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { describeWebhook } from '../../../main/domain/describe-webhook.ts';
import { aStoredRequest } from '../../support/arrivals.ts';
import { fixtures } from '../../support/fixtures.ts';

const STATUS = '{"message_uuid":"m","channel":"sms","status":"read"}';

describe('misrouted is', () => {
  test.each([
    ['a status on the path of inbound messages', '/webhooks/inbound-message', STATUS, 'inbound-message'],
    ['the same with a query', '/webhooks/inbound-message?x=1', STATUS, 'inbound-message'],
    ['not a status on its own path', '/webhooks/message-status', STATUS, null],
    ['not a status on a path of the person', '/mine', STATUS, null],
    ['not an unknown payload', '/webhooks/inbound-message', '{"a":1}', null],
  ] as const)('%s', (_name, target, body, misroutedTo) => {
    expect(describeWebhook(aStoredRequest({ target, body })).misroutedTo).toBe(misroutedTo);
  });
});

test('any request can be described, in words that a row can hold', () => {
  const payload = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc.constantFrom(...fixtures.map(({ body }) => JSON.stringify(body))).chain((text) =>
      // A real payload with one piece of it replaced by junk.
      fc
        .tuple(fc.nat(text.length), fc.nat(20), fc.string())
        .map(([at, length, junk]) => text.slice(0, at) + junk + text.slice(at + length)),
    ),
    fc
      .dictionary(
        fc.constantFrom(
          'message_uuid',
          'status',
          'from',
          'to',
          'channel',
          'error',
          'msisdn',
          'messageId',
          'uuid',
          'type',
          'body',
        ),
        fc.jsonValue({ maxDepth: 2 }),
      )
      .map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(payload, fc.constantFrom('POST', 'GET'), (body, method) => {
      const { understanding, searchText } = describeWebhook(aStoredRequest({ method, body }));
      expect(understanding.summary).not.toBe('');
      expect(understanding.summary.length).toBeLessThanOrEqual(400);
      for (const value of [understanding.from, understanding.to, understanding.status, understanding.messageId]) {
        expect(value === null || typeof value === 'string').toBe(true);
      }
      expect(searchText()).toBeTypeOf('string');
    }),
    { numRuns: 2_000 },
  );
});
