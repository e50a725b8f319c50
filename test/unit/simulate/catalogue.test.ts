import { expect, test } from 'vitest';

import { findEntries, makeCatalogue } from '../../../main/simulate/catalogue.ts';
import { makeGiven, makeIds } from '../../../main/simulate/given.ts';
import { makePayload } from '../../../main/simulate/make-payload.ts';
import type { KindDefinition } from '../../../shared/vonage/kind-definition.ts';

const aKind: KindDefinition = {
  api: 'new',
  kind: 'thing-happened',
  label: 'Thing',
  view: 'other',
  paths: ['/webhooks/thing'],
  matches: () => true,
  describe: ({ state }) => ({ summary: 'a thing', channel: 'sms', status: String(state) }),
  fields: [],
  schema: ({ object, oneOf, list, text, time, number, flag, textOrNumber }) =>
    object(
      {
        thing_uuid: text,
        from: text,
        state: oneOf('begun', 'ended'),
        at: time,
        createdAt: number,
        is_new: flag,
        where: object({ href: text, deeper: object({ code: textOrNumber }) }),
        parts: list(text),
      },
      { note: text },
    ),
};

test('a kind that says nothing of simulation is there once, with what its schema demands', () => {
  const [entry, ...others] = makeCatalogue([aKind]);
  expect(others).toEqual([]);
  expect(entry).toEqual({
    api: 'new',
    kind: 'thing-happened',
    label: 'Thing',
    path: '/webhooks/thing',
    encodings: ['json'],
    signing: 'jwt',
    channel: 'sms',
    content: null,
    status: 'begun',
  });
  const given = makeGiven(aKind, { at: 1_736_933_400_000, from: '447700900009' });
  expect(makePayload(aKind, { channel: 'sms', content: null, status: 'begun' }, given)).toEqual({
    thing_uuid: given.id('thing_uuid'),
    from: '447700900009',
    state: 'begun',
    at: '2025-01-15T09:30:00.000Z',
    createdAt: 1_736_933_400_000,
    is_new: true,
    where: { href: expect.stringMatching(/^https:/), deeper: { code: 'Simulated' } },
    parts: [],
  });
});

test('a kind of which nothing is documented is not there', () => {
  expect(makeCatalogue([{ ...aKind, schema: null }])).toEqual([]);
});

test('entries are found by as much as is said', () => {
  const name = { api: 'messages-v1', kind: 'message-status' };
  expect(findEntries({ ...name, channel: 'WhatsApp', status: 'read' })).toMatchObject([
    { channel: 'whatsapp', status: 'read' },
  ]);
  expect(findEntries({ ...name, channel: 'sms' }).map(({ status }) => status)).toContain('delivered');
  expect(findEntries({ ...name, channel: 'sms', status: 'read' })).toEqual([]);
});

test('ids stay the same within a message, and have the forms of their fields', () => {
  const id = makeIds();
  expect(id('message_uuid')).toBe(id('message_uuid'));
  expect(id('message_uuid')).not.toBe(makeIds()('message_uuid'));
  expect(id('messageId')).toMatch(/^[0-9A-F]{16}$/);
  expect(id('conversation_uuid')).toMatch(/^CON-[\da-f-]{36}$/);
});
