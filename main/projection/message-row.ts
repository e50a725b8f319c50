import type { Statement } from 'better-sqlite3';

import type { Timeline } from '../domain/message-timeline.ts';
import { BADGES } from '../domain/message-timeline.ts';
import type { Db } from '../store/open-database.ts';
import { toMessageKey } from '../../shared/vonage/message-links.ts';
import type { Family } from './message-schema.ts';
import { FAMILY_NUMBERS, toDirectionNumber, toToneNumber } from './message-schema.ts';
import type { MessageWebhook } from './message-webhook.ts';

/** What finds a message by something other than its id: each has an index, so it is written only where it changes. */
export interface LookedUp {
  readonly family: number;
  readonly firstAt: number;
  readonly groupId: string | null;
  readonly contextId: string | null;
  readonly concatKey: string | null;
}

/** The rest of a message's row, in the order of its columns. */
export type Told = readonly (string | number | null)[];

const FNV_OFFSET = 0x81_1c_9d_c5;
const FNV_PRIME = 0x01_00_01_93;
const MESSAGE_APIS = new Set(['messages-v1', 'messages-v0.1', 'dispatch', 'sms']);

const LOOKED_UP = ['family', 'first_at', 'group_id', 'context_id', 'concat_key'];
const TOLD = [
  'api',
  'direction',
  'channel',
  'sender',
  'recipient',
  'text',
  'state',
  'tone',
  'error_code',
  'price',
  'currency',
  'webhooks',
  'badges',
  'lasted_ms',
  'duration_ms',
  'first_id',
  'last_id',
  'attempt',
  'attempts',
  'concat_part',
  'concat_total',
];

/** How a message is found. `webhooks` are in the order of arrival: where they disagree, the first that tells counts. */
export function lookedUpBy(webhooks: readonly MessageWebhook[], timeline: Timeline): LookedUp {
  const part = webhooks.find(({ concatRef }) => concatRef !== null);
  return {
    family: FAMILY_NUMBERS[familyOf(timeline.api)],
    firstAt: timeline.firstAt,
    groupId: first(webhooks, ({ groupId }) => groupId),
    contextId: first(webhooks, ({ contextId }) => contextId),
    concatKey: part === undefined ? null : `${part.from} ${part.to} ${part.concatRef} ${part.concatTotal}`,
  };
}

/** What a list shows of a message, without what its first webhook says as well. */
export function toldBy(webhooks: readonly MessageWebhook[], timeline: Timeline): Told {
  const part = webhooks.find(({ concatRef }) => concatRef !== null);
  const earliest = webhooks.find(({ id }) => id === timeline.firstId);
  const isPricedAlike = timeline.price === earliest?.price && timeline.currency === earliest.currency;
  return [
    unless(earliest?.api, timeline.api),
    toDirectionNumber(unless(earliest?.direction, timeline.direction)),
    unless(earliest?.channel, timeline.channel),
    unless(earliest?.from, timeline.from),
    unless(earliest?.to, timeline.to),
    unless(earliest?.summary, timeline.text),
    timeline.state,
    toToneNumber(timeline.tone),
    timeline.errorCode,
    isPricedAlike ? null : timeline.price,
    isPricedAlike ? null : timeline.currency,
    timeline.webhooks,
    timeline.badges.reduce((bits, badge) => bits | (1 << BADGES.indexOf(badge)), 0),
    timeline.lastAt - timeline.firstAt,
    timeline.durationMs,
    timeline.firstId,
    timeline.lastId,
    first(webhooks, ({ attempt }) => attempt),
    first(webhooks, ({ attempts }) => attempts),
    part?.concatPart ?? null,
    part?.concatTotal ?? null,
  ];
}

export interface MessageWrites {
  insert(number: number, key: string, found: LookedUp, told: Told): void;
  update(number: number, before: LookedUp, found: LookedUp, told: Told): void;
}

/** An index is rewritten for every column that a statement names, changed or not: so the usual one names few. */
export function prepareMessageWrites(db: Db): MessageWrites {
  const columns = ['id', 'key_hash', ...LOOKED_UP, ...TOLD];
  const insert = db.prepare(
    `INSERT INTO messages (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const tell = prepareUpdate(db, TOLD);
  const tellAll = prepareUpdate(db, [...LOOKED_UP, ...TOLD]);
  return {
    insert(number, key, found, told) {
      insert.run(number, hashOfKey(key), ...toValues(found), ...told);
    },
    update(number, before, found, told) {
      if (isSame(before, found)) tell.run(...told, number);
      else tellAll.run(...toValues(found), ...told, number);
    },
  };
}

/** Small, so that its index is; several keys may share one, so it is always asked for together with the key. */
export function hashOfKey(key: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), FNV_PRIME);
  return hash | 0;
}

/** The webhook that a message was first seen in, which has its key. */
export interface Keyed {
  readonly firstApi: string;
  readonly messageId: string;
}

/** The columns of `Keyed`, of `message_rows`. */
export const KEYED_COLUMNS = 'first_api AS firstApi, message_id AS messageId';

export const keyOf = ({ firstApi, messageId }: Keyed): string => toMessageKey(firstApi, messageId);

/** The columns of `LookedUp`, to be read back. */
export const LOOKED_UP_COLUMNS =
  'family, first_at AS firstAt, group_id AS groupId, context_id AS contextId, concat_key AS concatKey';

function prepareUpdate(db: Db, columns: readonly string[]): Statement {
  return db.prepare(`UPDATE messages SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`);
}

function toValues({ family, firstAt, groupId, contextId, concatKey }: LookedUp): Told {
  return [family, firstAt, groupId, contextId, concatKey];
}

function isSame(one: LookedUp, other: LookedUp): boolean {
  return (
    one.family === other.family &&
    one.firstAt === other.firstAt &&
    one.groupId === other.groupId &&
    one.contextId === other.contextId &&
    one.concatKey === other.concatKey
  );
}

function familyOf(api: string): Family {
  if (MESSAGE_APIS.has(api)) return 'messages';
  return api === 'voice' ? 'calls' : 'other';
}

function unless<T>(known: T | undefined, value: T): T | null {
  return value === known ? null : value;
}

function first<T>(webhooks: readonly MessageWebhook[], pick: (webhook: MessageWebhook) => T | null): T | null {
  for (const webhook of webhooks) {
    const value = pick(webhook);
    if (value !== null) return value;
  }
  return null;
}
