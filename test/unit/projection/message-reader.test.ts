import { describe, expect, test } from 'vitest';

import type { Arrival } from '../../../main/capture/capture-log.ts';
import { openIndexDatabase } from '../../../main/projection/index-database.ts';
import { Projector } from '../../../main/projection/projector.ts';
import { Reader } from '../../../main/projection/reader.ts';
import { openAppDatabase } from '../../../main/store/app-database.ts';
import { NoteStore } from '../../../main/store/note-store.ts';
import { requests } from '../../../shared/contract.ts';
import { anArrival } from '../../support/arrivals.ts';
import { closing, openRecord, temporaryFiles } from '../../support/databases.ts';
import { queryPlans } from '../../support/query-plans.ts';
import { inbound, status } from '../../support/webhooks.ts';

function library(...arrivals: Arrival[]) {
  const files = temporaryFiles();
  const record = openRecord(files.capture);
  const notes = new NoteStore(closing(openAppDatabase(files.app)), () => 0);
  const projector = new Projector(record.db, closing(openIndexDatabase(files.index)));
  record.append(...arrivals);
  const follow = (): void => {
    while (!projector.step().idle);
  };
  follow();
  const { messages } = new Reader(files);
  const listed = (query: object = {}): (string | undefined)[] => {
    const { ids } = messages.ids({ family: 'messages', search: '', after: 0, ...query });
    return messages.rows(Array.from(ids)).map(({ messageId }) => messageId);
  };
  return { files, record, follow, messages, listed, notes };
}

const at = (second: number): string => new Date(Date.UTC(2025, 0, 15, 9, 30, second)).toISOString();
const told = (messageId: string, name: string, second: number, fields: object = {}): Arrival =>
  status({ message_uuid: messageId, status: name, timestamp: at(second), ...fields });
const sms = (messageId: string, fields: object): Arrival =>
  anArrival({
    target: '/webhooks/inbound-sms',
    body: JSON.stringify({
      msisdn: '447700900001',
      to: '447700900000',
      messageId,
      type: 'text',
      'message-timestamp': '2025-01-15 09:30:00',
      ...fields,
    }),
  });
const part = (messageId: string, number: number, fields: object = {}): Arrival =>
  sms(messageId, {
    concat: 'true',
    'concat-ref': '7',
    'concat-part': String(number),
    'concat-total': '3',
    text: `part ${number} `,
    ...fields,
  });

const answer = (id: string, second: number, fields: object = {}): Arrival =>
  inbound({ message_uuid: id, channel: 'sms', timestamp: at(second), ...fields });
const attempt = (number: string): object => ({
  workflow: { workflow_id: 'w', items_number: number, items_total: '2' },
});
const leg = (uuid: string): Arrival =>
  anArrival({ body: JSON.stringify({ uuid, conversation_uuid: 'CON-1', status: 'started', timestamp: at(0) }) });

const words = (count: number): string => Array.from({ length: count }, (_, n) => n.toString(36)).join(' ');

describe('the list of messages', () => {
  test('has one row a message, the one with the latest webhook last', () => {
    const { listed, messages } = library(
      told('a', 'submitted', 0),
      told('b', 'submitted', 0),
      told('a', 'undeliverable', 4, { error: { title: '1180' }, usage: { currency: 'EUR', price: '0.03' } }),
      told('a', 'undeliverable', 4, { error: { title: '1180' }, usage: { currency: 'EUR', price: '0.03' } }),
    );
    expect(listed()).toEqual(['b', 'a']);
    expect(listed({ after: 2 })).toEqual(['a']);
    expect(messages.ids({ family: 'messages', search: '', after: 0 }).upTo).toBe(4);
    expect(messages.get('a')?.row).toMatchObject({
      messageId: 'a',
      api: 'messages-v1',
      direction: 'outbound',
      channel: 'sms',
      from: '447700900000',
      to: '447700900001',
      state: 'undeliverable',
      tone: 'bad',
      errorCode: '1180',
      price: '0.03',
      currency: 'EUR',
      webhooks: 3,
      badges: ['duplicate', 'failed', 'charged'],
      durationMs: 4_000,
      firstId: 1,
      lastId: 4,
    });
  });

  test('says when the last webhook came, and how many parts of a long text have not', () => {
    const { files, messages, record, follow } = library(told('a', 'submitted', 0), part('m1', 1), part('m3', 3));
    const rows = () => messages.rows(Array.from(messages.ids({ family: 'messages', search: '', after: 0 }).ids));
    expect(rows().map(({ messageId, missingParts }) => [messageId, missingParts])).toEqual([
      ['a', 0],
      ['m1', 1],
      ['m3', 1],
    ]);
    record.append(part('m2', 2), told('a', 'delivered', 4));
    follow();
    expect(rows().map(({ messageId, missingParts }) => [messageId, missingParts])).toEqual([
      ['m1', 0],
      ['m3', 0],
      ['m2', 0],
      ['a', 0],
    ]);
    expect(rows().at(-1)?.receivedAt).toBe(new Reader(files).rows([5])[0]?.receivedAt);
    expect(requests['messages:rows'].output.parse(rows())).toEqual(rows());
  });

  test('can be searched by what any webhook of a message says', () => {
    const { listed } = library(
      told('a', 'submitted', 0, { client_ref: 'order-7781' }),
      told('a', 'delivered', 1),
      told('b', 'submitted', 0),
    );
    expect(listed({ search: 'order-77' })).toEqual(['a']);
    expect(listed({ search: 'delivered' })).toEqual(['a']);
    expect(listed({ search: '"(' })).toEqual([]);
    expect(listed({ search: 'submitted' })).toEqual(['a', 'b']);
    expect(listed({ search: 'submitted', after: 1 })).toEqual(['a', 'b']);
    expect(listed({ search: 'order-77', after: 1 })).toEqual(['a']);
    expect(listed({ search: 'submitted', after: 2 })).toEqual(['b']);
    expect(listed({ search: 'submitted', after: 3, family: 'calls' })).toEqual([]);
  });

  test('can be searched by the note of any webhook of a message', () => {
    const { listed, notes, record, follow } = library(
      told('a', 'submitted', 0),
      told('b', 'submitted', 0, { client_ref: 'ticket-5' }),
      told('a', 'delivered', 1),
      leg('leg-1'),
      anArrival({ target: '/elsewhere', body: 'no message' }),
    );
    notes.set(1, 'Asked Émile, ticket-4711');
    notes.set(2, 'carrier lost it');
    notes.set(4, 'ticket-4711 too');
    notes.set(5, 'ticket-4711 as well');
    expect(listed({ search: 'emile' })).toEqual(['a']);
    expect(listed({ search: 'ticket' })).toEqual(['b', 'a']);
    expect(listed({ search: 'ticket', family: 'calls' })).toEqual(['leg-1']);
    // All words of one webhook and its note, whichever of the two has which.
    expect(listed({ search: 'ticket-4711 asked' })).toEqual(['a']);
    expect(listed({ search: 'carrier ticket-5 submitted' })).toEqual(['b']);
    expect(listed({ search: 'carrier delivered' })).toEqual([]);
    expect(listed({ search: 'asked delivered' })).toEqual([]);
    expect(listed({ search: 'asked nowhere' })).toEqual([]);

    record.append(told('a', 'read', 9));
    follow();
    notes.set(6, 'carrier took its time');
    const came = (search: string) => listed({ search, after: 5 });
    expect([came('emile'), came('lost'), came('ticket-4711'), came('carrier')]).toEqual([['a'], [], ['a'], ['a']]);
    expect([came('carrier read'), came('carrier emile'), came('emile submitted')]).toEqual([['a'], [], ['a']]);
    notes.set(1, '');
    expect([listed({ search: 'emile' }), came('emile')]).toEqual([[], []]);
  });

  test('can be searched by as many words as fit: of very many, a note has to have all', () => {
    const { listed, notes } = library(told('a', 'submitted', 0));
    notes.set(1, words(500).slice(0, 1_000));
    expect(listed({ search: words(500).slice(0, 1_000) })).toEqual(['a']);
    expect(listed({ search: `${words(15)} submitted` })).toEqual(['a']);
    expect(listed({ search: `${words(16)} submitted` })).toEqual([]);
    expect(listed({ search: 'submitted '.repeat(90) })).toEqual(['a']);
  });

  test('has calls and verifications apart', () => {
    const call = anArrival({ body: JSON.stringify({ uuid: 'AA-bb', conversation_uuid: 'CON-1', status: 'started' }) });
    const verify = anArrival({ body: JSON.stringify({ request_id: 'r', type: 'event', status: 'completed' }) });
    const { listed, messages } = library(call, verify, told('a', 'submitted', 0));
    expect([listed(), listed({ family: 'calls' }), listed({ family: 'other' })]).toEqual([['a'], ['AA-bb'], ['r']]);
    expect(messages.get('aabb')?.row.messageId).toBe('AA-bb');
  });

  test('loses what was removed and has it again when that is undone', () => {
    const { listed, record, follow, messages } = library(told('a', 'submitted', 0), told('a', 'delivered', 1));
    const before = messages.get('a');
    const removal = record.removals.remove([1]);
    follow();
    expect(messages.get('a')?.row).toMatchObject({ webhooks: 1, badges: ['gap'] });
    const second = record.removals.remove([2]);
    follow();
    expect(listed()).toEqual([]);
    expect(messages.get('a')).toBe(null);
    record.removals.restore(second);
    record.removals.restore(removal);
    follow();
    expect(messages.get('a')).toEqual(before);
  });
});

describe('a message', () => {
  test('has its timeline, is found by any of its webhooks, and fits the contract', () => {
    const { messages } = library(told('a', 'delivered', 4), told('a', 'submitted', 0), told('a', 'delivered', 4));
    const detail = messages.ofWebhook(3);
    expect(detail).toEqual(messages.get('a'));
    expect(detail?.steps).toMatchObject([
      { status: 'submitted', webhookId: 2, latencyMs: null, badges: ['late'] },
      { status: 'delivered', webhookId: 1, latencyMs: 4_000, badges: ['duplicate', 'out-of-order'] },
    ]);
    expect(detail?.steps[1]?.arrivals.map(({ id }) => id)).toEqual([1, 3]);
    expect(requests['message:get'].output.parse(detail)).toEqual(detail);
    expect(messages.ofWebhook(99)).toBe(null);
    expect(messages.get('nowhere')).toBe(null);
  });

  test('marks its webhooks in their own list', () => {
    const { files } = library(told('a', 'delivered', 4), told('a', 'submitted', 0), told('a', 'delivered', 4));
    expect(new Reader(files).rows([1, 2, 3])).toMatchObject([
      { duplicateOf: null, outOfOrder: true, late: false },
      { duplicateOf: null, outOfOrder: false, late: true },
      { duplicateOf: 1, outOfOrder: false, late: false },
    ]);
  });

  test('in parts is joined in order, whole only when all of them are there', () => {
    const later = { 'message-timestamp': '2025-01-15 13:30:00', text: 'another ' };
    const { messages, record, follow } = library(part('m3', 3), part('m1', 1), part('x1', 1, later));
    expect(messages.get('m1')?.longText).toEqual({
      text: 'part 1  [part 2 is missing] part 3 ',
      total: 3,
      parts: [
        { part: 1, messageId: 'm1', webhookId: 2 },
        { part: 3, messageId: 'm3', webhookId: 1 },
      ],
      missing: [2],
    });
    record.append(part('m2', 2));
    follow();
    for (const id of ['m1', 'm2', 'm3']) {
      expect(messages.get(id)?.longText).toMatchObject({ text: 'part 1 part 2 part 3 ', missing: [] });
    }
    expect(messages.get('x1')?.longText).toMatchObject({
      text: 'another  [part 2 is missing]  [part 3 is missing] ',
      missing: [2, 3],
    });
  });

  test('is linked with its reply: for sure where WhatsApp names it, by the numbers as a guess', () => {
    const { messages } = library(
      told('first', 'submitted', 0),
      told('second', 'submitted', 10),
      answer('to-second', 20),
      answer('to-first', 30, { context: { message_uuid: 'first' } }),
      answer('stranger', 40, { from: '447700900099' }),
    );
    const replies = (id: string): unknown =>
      messages.get(id)?.replies.map(({ message, isGuess }) => [message.messageId, isGuess]);
    expect(replies('second')).toEqual([['to-second', true]]);
    expect(replies('first')).toEqual([['to-first', false]]);
    expect(messages.get('to-first')?.replyTo).toMatchObject({ message: { messageId: 'first' }, isGuess: false });
    expect(messages.get('to-second')?.replyTo).toMatchObject({ message: { messageId: 'second' }, isGuess: true });
    expect(messages.get('stranger')?.replyTo).toBe(null);
  });

  test('of a failover knows the other attempts, and a leg the others of its call', () => {
    const { messages } = library(
      told('b', 'submitted', 9, attempt('2')),
      told('a', 'rejected', 0, attempt('1')),
      leg('leg-1'),
      leg('leg-2'),
    );
    const group = (id: string): unknown => messages.get(id)?.group.map((row) => [row.messageId, row.attempt]);
    expect(group('a')).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(group('leg-2')).toEqual([
      ['leg-1', null],
      ['leg-2', null],
    ]);
  });

  test('with a flood of webhooks counts them all and shows the first 500', () => {
    const flood = Array.from({ length: 1_300 }, (_, second) => told('a', 'submitted', second));
    const { messages, record, follow } = library(...flood);
    record.append(told('a', 'submitted', 0));
    follow();
    expect(messages.get('a')?.row).toMatchObject({ webhooks: 1_301, lastId: 1_301 });
    expect(messages.get('a')?.steps).toHaveLength(500);
    record.removals.remove([3, 1_301]);
    follow();
    expect(messages.get('a')?.row).toMatchObject({ webhooks: 1_299, lastId: 1_300 });
  });
});

/** What SQLite does for all that `work` asks, a line a query. */
function plans(work: (own: ReturnType<typeof library>) => void): string {
  const own = library(told('a', 'submitted', 0), part('m1', 1));
  const { index, capture, app } = own.files;
  return queryPlans(index, { capture, app }, () => work(own)).join('\n');
}

describe('the plan of', () => {
  test('the list reads its index in order', () => {
    const plan = plans(({ messages }) => void messages.ids({ family: 'messages', search: '', after: 0 }));
    expect(plan).toContain('SEARCH messages USING COVERING INDEX messages_by_activity (family=? AND last_id>?)');
    expect(plan).not.toContain('TEMP B-TREE');
  });

  test('a search of the list looks up what it has found', () => {
    const plan = plans(({ messages }) => void messages.ids({ family: 'messages', search: 'hello', after: 0 }));
    expect(plan).toContain('SCAN webhooks_text VIRTUAL TABLE INDEX');
    expect(plan).toContain('SEARCH webhooks USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).toContain('SEARCH messages USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).not.toMatch(/SCAN (?:messages|webhooks)\b/);
  });

  test('words in webhooks and notes are scanned for once each', () => {
    const search = { family: 'messages', search: 'hello world' } as const;
    for (const after of [0, 1]) {
      const plan = plans(({ messages }) => void messages.ids({ ...search, after }));
      expect(plan).toContain('MATERIALIZE noted | SCAN app.notes_text VIRTUAL TABLE INDEX 0:M1');
      expect(plan).toMatch(/SCAN webhooks_text VIRTUAL TABLE INDEX 0:M1>/);
      expect(plan).not.toMatch(/CORRELATED|SCAN webhooks_text VIRTUAL TABLE INDEX 0:M1=|SCAN (?:messages|webhooks)\b/);
    }
  });

  test('a search for what came begins with that', () => {
    const plan = plans(({ messages }) => void messages.ids({ family: 'messages', search: 'hello', after: 1 }));
    expect(plan).toContain('SEARCH messages USING COVERING INDEX messages_by_activity (family=? AND last_id>?)');
    expect(plan).toContain('SEARCH webhooks USING COVERING INDEX webhooks_by_message (message=?)');
    expect(plan).toContain('SCAN webhooks_text VIRTUAL TABLE INDEX 0:M1>');
    expect(plan).not.toMatch(/SCAN (?:messages|webhooks)\b/);
  });

  test('the rows of the list look everything up', () => {
    const plan = plans(({ messages }) => void messages.rows([1, 2]));
    expect(plan).toContain('SEARCH messages USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).toContain('SEARCH webhooks USING INTEGER PRIMARY KEY (rowid=?)');
    expect(plan).toContain('messages_by_concat (concat_key=? AND first_at>?');
    expect(plan).not.toMatch(/SCAN (?:messages|webhooks)\b/);
  });

  test('a message looks everything up', () => {
    for (const id of ['a', 'm1']) {
      const plan = plans(({ messages }) => void messages.get(id));
      expect(plan).toContain('SEARCH messages USING INDEX messages_by_key (key_hash=?)');
      expect(plan).toContain('SEARCH webhooks USING INDEX webhooks_by_message (message=?)');
      expect(plan).toContain('SEARCH messages USING INDEX messages_by_context (context_id=?)');
      expect(plan).toContain('SEARCH messages USING INDEX messages_by_group (group_id=?)');
      expect(plan).not.toMatch(/SCAN (?:messages|webhooks)\b/);
    }
    expect(plans(({ messages }) => void messages.get('m1'))).toContain(
      'messages_by_concat (concat_key=? AND first_at>?',
    );
  });
});
