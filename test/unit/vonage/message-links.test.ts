import { describe, expect, test } from 'vitest';

import { NO_LINKS, partText, readLinks, toMessageKey } from '../../../shared/vonage/message-links.ts';
import { fixtures } from '../../support/fixtures.ts';
import { payloadOf, understood } from './understood.ts';

const linksOfStatus = (payload: Readonly<Record<string, unknown>>): unknown =>
  readLinks('messages-v1', 'message-status', payload);
const concatOf = (payload: Readonly<Record<string, unknown>>): unknown =>
  readLinks('sms', 'inbound-sms', payload).concat;

describe('the attempt of a failover is read from', () => {
  const read = { ...NO_LINKS, direction: 'outbound', groupId: 'w', attempt: 2, attempts: 3 };
  test.each([
    ['the specification’s names', { workflow_id: 'w', items_number: '2', items_total: '3' }],
    ['those of the Java SDK', { id: 'w', item_number: 2, total_items: 3 }],
  ])('%s', (_name, workflow) => expect(linksOfStatus({ workflow })).toEqual(read));

  test('the links of Dispatch', () => {
    const links = { workflow: { dispatch_uuid: 'd' } };
    expect(readLinks('dispatch', 'message-status', { _links: links })).toMatchObject({ groupId: 'd', attempt: null });
  });

  test.each([[{ workflow: 'w' }], [{ workflow: { items_number: 'two' } }], [{ workflow: { items_number: -1 } }]])(
    'nothing in %j',
    (payload) => expect(linksOfStatus(payload)).toEqual({ ...NO_LINKS, direction: 'outbound' }),
  );
});

describe('the part of a long text is read from', () => {
  test.each([
    ['its parameters', { 'concat-ref': '7', 'concat-part': '2', 'concat-total': '3' }, ['7', 2, 3]],
    ['numbers', { 'concat-ref': 7, 'concat-part': 2, 'concat-total': 3 }, ['7', 2, 3]],
    ['the header of a binary message', { udh: '050003CC0302' }, ['204', 2, 3]],
    ['a header with a long reference', { udh: '06080401F40302' }, ['500', 2, 3]],
    ['nothing', {}, null],
    ['nothing where the number is too large', { 'concat-ref': '7', 'concat-part': '4', 'concat-total': '3' }, null],
    ['nothing where there is no number', { 'concat-ref': '7', 'concat-total': '3' }, null],
    ['nothing where there are too many', { 'concat-ref': '7', 'concat-part': '1', 'concat-total': '256' }, null],
    ['no other header', { udh: '0605040B8423F0' }, null],
  ])('%s', (_name, payload, read) => {
    const [ref, part, total] = read ?? [];
    expect(concatOf(payload)).toEqual(read === null ? null : { ref, part, total });
  });

  test('its text is taken as it is', () => {
    expect(partText({ text: ' a ' })).toBe(' a ');
    expect(partText({ data: '0aff' })).toBe('0aff');
    expect(partText({})).toBe('');
  });
});

test('legs of calls are compared without dashes and case, other ids as they are', () => {
  expect(toMessageKey('voice', 'AA-bb')).toBe('aabb');
  expect(toMessageKey('messages-v1', 'AA-bb')).toBe('AA-bb');
});

test.each([
  ['voice-event-completed', { direction: 'outbound', groupId: expect.stringMatching(/^CON-/), currency: 'EUR' }],
  ['sms-dlr-get', { direction: 'outbound', currency: 'EUR', price: expect.any(String) }],
  ['messages-v1-inbound-whatsapp-text-context', { direction: 'inbound', contextId: expect.any(String) }],
  ['messages-v1-status-failover-first-failed', { groupId: expect.any(String), attempt: 1 }],
  ['dispatch-final-report', { groupId: expect.any(String), direction: 'outbound' }],
  ['sms-inbound-concat-part-2', { concat: { ref: expect.any(String), part: 2, total: expect.any(Number) } }],
])('the sample %s has its links', (name, links) => {
  const fixture = fixtures.find((candidate) => candidate.name === name);
  const payload = (fixture === undefined ? null : payloadOf(fixture)) ?? {};
  const { api, kind } = understood(payload);
  expect(readLinks(api, kind, payload)).toMatchObject(links);
});
