import { describe, expect, test } from 'vitest';

import type { Spoken } from '../../../main/domain/replies.ts';
import { answeredBy, repliesTo, REPLY_WINDOW_MS } from '../../../main/domain/replies.ts';

const sent = (messageId: string, firstAt: number, fields: Partial<Spoken> = {}): Spoken => ({
  messageId,
  direction: 'outbound',
  channel: 'sms',
  from: '447700900000',
  to: '447700900001',
  firstAt,
  contextId: null,
  ...fields,
});
const reply = (messageId: string, firstAt: number, fields: Partial<Spoken> = {}): Spoken =>
  sent(messageId, firstAt, { direction: 'inbound', from: '447700900001', to: '447700900000', ...fields });

describe('an inbound message answers', () => {
  test.each([
    ['the last one sent before it', reply('r', 20), [sent('a', 0), sent('b', 10), sent('c', 30)], 'b', true],
    ['also one of the same millisecond', reply('r', 10), [sent('a', 10)], 'a', true],
    ['numbers with and without plus', reply('r', 10, { from: '+447700900001' }), [sent('a', 0)], 'a', true],
    ['the one that it names', reply('r', 20, { contextId: 'a' }), [sent('a', 0), sent('b', 10)], 'a', false],
    ['nothing that it names and that is not there', reply('r', 20, { contextId: 'x' }), [sent('a', 0)], null, null],
    ['nothing of another number', reply('r', 20, { from: '447700900002' }), [sent('a', 0)], null, null],
    ['nothing of another channel', reply('r', 20, { channel: 'mms' }), [sent('a', 0)], null, null],
    ['nothing older than a day', reply('r', REPLY_WINDOW_MS + 1), [sent('a', 0)], null, null],
    ['nothing inbound', reply('r', 20), [reply('a', 0), sent('b', 0, { direction: null })], null, null],
  ] as const)('%s', (_name, message, candidates, messageId, isGuess) => {
    const answered = answeredBy(message, candidates);
    expect(answered?.message.messageId ?? null).toBe(messageId);
    expect(answered?.isGuess ?? null).toBe(isGuess);
  });
});

test('a sent message answers nothing', () => expect(answeredBy(sent('b', 1), [sent('a', 0)])).toBe(null));

test('the replies to a message are those until the next one, oldest first', () => {
  const candidates = [reply('r3', 40), reply('r2', 15), reply('r1', 5), sent('b', 30), reply('r0', -1)];
  expect(repliesTo(sent('a', 0), candidates).map(({ message }) => message.messageId)).toEqual(['r1', 'r2']);
});
