import type { Migration } from '../store/open-database.ts';
import type { Tone } from '../../shared/vonage/status-explanation.ts';

/** Which list of messages a message belongs to, as stored. */
export const FAMILY_NUMBERS = { messages: 1, calls: 2, other: 3 } as const;

export type Family = keyof typeof FAMILY_NUMBERS;

/** By their numbers. */
export const FAMILIES: Readonly<Record<number, Family>> = { 1: 'messages', 2: 'calls', 3: 'other' };

/** Directions and tones as stored, by their place here: the first two cost SQLite no byte. */
export const DIRECTIONS = ['inbound', 'outbound'] as const;
const TONES: readonly Tone[] = ['neutral', 'progress', 'good', 'bad'];

export function toDirectionNumber(direction: (typeof DIRECTIONS)[number] | null): number | null {
  return direction === null ? null : DIRECTIONS.indexOf(direction);
}

export const toToneNumber = (tone: Tone): number => TONES.indexOf(tone);

/** An SQL expression for the name of a number. */
export function nameOf(number: string, names: readonly string[]): string {
  return `CASE ${number} ${names.map((name, place) => `WHEN ${place} THEN '${name}'`).join(' ')} END`;
}

/** The built-in list of everything that went wrong, with a word for each reason. */
export const PROBLEM = `verdict = 'failed' OR bad = 1 OR misrouted_to IS NOT NULL OR outcome <> 'complete'`;

/**
 * Timelines: what they need of each webhook, one row a message, and the view of problems.
 *
 * A message is found by a short hash of its key, and its webhooks by its number: indexes of long random ids would cost
 * more than all the rest, on disk and while they are filled.
 *
 * Most messages say what their first webhook says, so `messages` has NULL there, and `message_rows` looks it up. That
 * tells all: none of these is null in a message and not in its first webhook. `currency` counts where `price` does.
 */
export const addMessages: Migration = (db) => {
  db.exec(`
    ALTER TABLE webhooks ADD COLUMN message INTEGER;
    ALTER TABLE webhooks ADD COLUMN direction INTEGER;
    ALTER TABLE webhooks ADD COLUMN price TEXT;
    ALTER TABLE webhooks ADD COLUMN currency TEXT;
    ALTER TABLE webhooks ADD COLUMN body_hash TEXT;
    ALTER TABLE webhooks ADD COLUMN group_id TEXT;
    ALTER TABLE webhooks ADD COLUMN attempt INTEGER;
    ALTER TABLE webhooks ADD COLUMN attempts INTEGER;
    ALTER TABLE webhooks ADD COLUMN context_id TEXT;
    ALTER TABLE webhooks ADD COLUMN concat_ref TEXT;
    ALTER TABLE webhooks ADD COLUMN concat_part INTEGER;
    ALTER TABLE webhooks ADD COLUMN concat_total INTEGER;
    ALTER TABLE webhooks ADD COLUMN bad INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE webhooks ADD COLUMN duplicate_of INTEGER;
    ALTER TABLE webhooks ADD COLUMN out_of_order INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE webhooks ADD COLUMN late INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE webhooks ADD COLUMN problem INTEGER GENERATED ALWAYS AS (${PROBLEM}) VIRTUAL;
    DROP INDEX webhooks_by_message;
    CREATE INDEX webhooks_by_message ON webhooks (message) WHERE message IS NOT NULL;
    CREATE INDEX webhooks_by_problem ON webhooks (problem) WHERE problem = 1;

    CREATE TABLE messages (
      id INTEGER PRIMARY KEY,
      key_hash INTEGER NOT NULL,
      family INTEGER NOT NULL,
      api TEXT,
      direction INTEGER,
      channel TEXT,
      sender TEXT,
      recipient TEXT,
      text TEXT,
      state TEXT,
      tone INTEGER NOT NULL,
      error_code TEXT,
      price TEXT,
      currency TEXT,
      webhooks INTEGER NOT NULL,
      badges INTEGER NOT NULL,
      first_at INTEGER NOT NULL,
      lasted_ms INTEGER NOT NULL,
      duration_ms INTEGER,
      first_id INTEGER NOT NULL,
      last_id INTEGER NOT NULL,
      group_id TEXT,
      attempt INTEGER,
      attempts INTEGER,
      context_id TEXT,
      concat_key TEXT,
      concat_part INTEGER,
      concat_total INTEGER
    ) STRICT;
    CREATE INDEX messages_by_key ON messages (key_hash);
    CREATE INDEX messages_by_activity ON messages (family, last_id);
    CREATE INDEX messages_by_group ON messages (group_id) WHERE group_id IS NOT NULL;
    CREATE INDEX messages_by_context ON messages (context_id) WHERE context_id IS NOT NULL;
    CREATE INDEX messages_by_concat ON messages (concat_key, first_at) WHERE concat_key IS NOT NULL;

    CREATE VIEW message_rows AS SELECT
      messages.id, key_hash, first.message_id, first.api AS first_api, family,
      coalesce(messages.api, first.api) AS api,
      ${nameOf('coalesce(messages.direction, first.direction)', DIRECTIONS)} AS direction,
      coalesce(messages.channel, first.channel) AS channel,
      coalesce(messages.sender, first.sender) AS sender,
      coalesce(messages.recipient, first.recipient) AS recipient,
      coalesce(text, first.summary) AS text,
      state,
      ${nameOf('tone', TONES)} AS tone,
      messages.error_code,
      coalesce(messages.price, first.price) AS price,
      iif(messages.price IS NULL, first.currency, messages.currency) AS currency,
      webhooks, badges, first_at, first_at + lasted_ms AS last_at, duration_ms, first_id, last_id,
      messages.group_id, messages.attempt, messages.attempts, messages.context_id,
      concat_key, messages.concat_part, messages.concat_total
    FROM messages JOIN webhooks AS first ON first.id = first_id;`);
};
