import type { Statement } from 'better-sqlite3';

import type { DeliveryDetail, DeliveryQuery, DeliveryRow, LatestDelivery } from '../../shared/contract/deliveries.ts';
import type { DeliveryResult } from '../domain/delivery.ts';
import type { Log } from '../domain/log.ts';
import type { NewDelivery } from './delivery-writes.ts';
import { prepareFinish, prepareInsert, settleEarlier, SIMULATED_BEFORE } from './delivery-writes.ts';
import type { Db } from './open-database.ts';

export interface DeliveryStoreParts {
  readonly log: Log;
  /** After results were written, with the deliveries that are over. */
  readonly flushed: (ids: readonly number[]) => void;
  readonly limits?: DeliveryLimits;
}

/** What is kept of deliveries: the oldest give way. */
export interface DeliveryLimits {
  readonly rows: number;
  readonly bytes: number;
}

const DEFAULT_LIMITS: DeliveryLimits = { rows: 200_000, bytes: 512 * 1_024 * 1_024 };
const DROPPED_AT_ONCE = 200;
const PAGE_ROWS = 200;
const RETRY_MS = 1_000;

/** What a `StoredDelivery` is read with. */
export const DELIVERY_COLUMNS = `
  id, webhook_id AS webhookId, target_id AS targetId, target_name AS targetName, way, run_id AS runId,
  run_position AS runPosition, state, started_at AS startedAt, method, url, edited, signature, status,
  answer_bytes AS answerBytes, problem_code AS problemCode, problem, connect_us AS connectUs,
  first_byte_us AS firstByteUs, total_us AS totalUs`;

export type StoredDelivery = Omit<DeliveryRow, 'edited'> & { edited: number };

/**
 * Every attempt to hand a webhook to a target.
 *
 * A row is there before the first byte is sent, so that after a crash nothing is sent again that may have arrived.
 * Results are gathered over one turn of the event loop and written together.
 */
export class DeliveryStore {
  readonly #db: Db;
  readonly #log: Log;
  readonly #limits: DeliveryLimits;
  readonly #flushed: (ids: readonly number[]) => void;
  readonly #finish: (id: number, result: DeliveryResult) => void;
  readonly #insert: (delivery: NewDelivery) => number;
  readonly #saveTotals: Statement;
  #rows = 0;
  #bytes = 0;
  #waiting: Ended[] = [];
  #armed: NodeJS.Immediate | undefined;
  #retry: NodeJS.Timeout | undefined;

  /** What an earlier process left under way is marked as unknown. */
  constructor(db: Db, { log, flushed, limits = DEFAULT_LIMITS }: DeliveryStoreParts) {
    this.#db = db;
    this.#log = log;
    this.#limits = limits;
    this.#flushed = flushed;
    this.#insert = prepareInsert(db);
    this.#finish = prepareFinish(db);
    this.#saveTotals = db.prepare('UPDATE delivery_totals SET rows = ?, bytes = ?');
    settleEarlier(db);
    this.#readTotals();
  }

  get newest(): number {
    return this.#db.prepare<[], number | null>('SELECT max(id) FROM deliveries').pluck().get() ?? 0;
  }

  /**
   * To be called before the first byte is sent. Returns their numbers, in order. Results that wait go into the same
   * transaction, so that after a crash no more are unknown than were under way.
   */
  begin(deliveries: readonly NewDelivery[]): number[] {
    const results = this.#waiting;
    const ids = this.#write(() => {
      this.#settle(results);
      this.#rows += deliveries.length;
      for (const { body } of deliveries) this.#bytes += body?.length ?? 0;
      return deliveries.map((delivery) => this.#insert(delivery));
    });
    this.#written(results);
    return ids;
  }

  /** Written at the end of this turn of the event loop. */
  finish(id: number, result: DeliveryResult): void {
    this.#waiting.push({ id, result });
    this.#armed ??= setImmediate(() => this.#tryFlush());
  }

  /** Writes what waits. Call before the database is closed. */
  flush(): void {
    clearImmediate(this.#armed);
    clearTimeout(this.#retry);
    this.#armed = undefined;
    const results = this.#waiting;
    if (results.length === 0) return;
    this.#write(() => this.#settle(results));
    this.#written(results);
  }

  #settle(results: readonly Ended[]): void {
    for (const { id, result } of results) {
      this.#bytes += result.answer?.body.length ?? 0;
      this.#finish(id, result);
    }
    if (this.#rows > this.#limits.rows || this.#bytes > this.#limits.bytes) this.#dropOldest();
  }

  #written(results: readonly Ended[]): void {
    if (results.length === 0) return;
    this.#waiting = this.#waiting.slice(results.length);
    this.#flushed(results.map(({ id }) => id));
  }

  /** Results wait where the disk is full: there are no more of them than deliveries were under way. */
  #tryFlush(): void {
    try {
      this.flush();
    } catch (error) {
      this.#log.error('the results of deliveries can’t be noted', error);
      this.#retry = setTimeout(() => this.#tryFlush(), RETRY_MS).unref();
    }
  }

  /** The newest that fit, a page of them. */
  list({ webhook, target, run, failed, before }: DeliveryQuery): DeliveryRow[] {
    const conditions = [
      webhook === null ? '' : 'webhook_id = @webhook',
      target === null ? '' : 'target_id = @target',
      run === null ? '' : 'run_id = @run',
      failed ? `(state IN ('failed', 'unknown') OR status NOT BETWEEN 200 AND 299)` : '',
      before === null ? '' : 'id < @before',
    ].filter((condition) => condition !== '');
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    return this.#db
      .prepare<object, StoredDelivery>(
        `SELECT ${DELIVERY_COLUMNS} FROM deliveries ${where} ORDER BY id DESC LIMIT ${PAGE_ROWS}`,
      )
      .all({ webhook, target, run, before })
      .map(toDeliveryRow);
  }

  /** The newest delivery of each of these webhooks that has one. */
  latest(webhooks: readonly number[]): LatestDelivery[] {
    return this.#db
      .prepare<[string], LatestDelivery>(
        `SELECT webhook_id AS webhookId, target_name AS targetName, state, status, problem, total_us AS totalUs
         FROM deliveries WHERE id IN (
           SELECT (SELECT max(own.id) FROM deliveries AS own WHERE own.webhook_id = wanted.value)
           FROM json_each(?) AS wanted)
         ORDER BY webhook_id`,
      )
      .all(JSON.stringify(webhooks));
  }

  get(id: number): DeliveryDetail | null {
    const row = this.#db
      .prepare<[number], StoredDelivery>(`SELECT ${DELIVERY_COLUMNS} FROM deliveries WHERE id = ?`)
      .get(id);
    const content = this.#db
      .prepare<[number], Content>(
        'SELECT request_headers, request_body, answer_headers, answer_body FROM deliveries WHERE id = ?',
      )
      .get(id);
    if (row === undefined || content === undefined) return null;
    return {
      row: toDeliveryRow(row),
      requestHeaders: toPairs(content.request_headers),
      requestBody: content.request_body,
      answerHeaders: toPairs(content.answer_headers ?? ''),
      answerBody: content.answer_body,
    };
  }

  /** For webhooks that are gone for good. Both ends included. What is under way goes as well, and its result nowhere. */
  forget(ranges: readonly { readonly first: number; readonly last: number }[]): void {
    const any = this.#db.prepare<[number, number], number>(
      'SELECT 1 FROM deliveries WHERE webhook_id BETWEEN ? AND ? LIMIT 1',
    );
    if (any.get(ranges[0]?.first ?? 0, ranges.at(-1)?.last ?? 0) === undefined) return;
    const remove = this.#db
      .prepare<[number, number], number>('DELETE FROM deliveries WHERE webhook_id BETWEEN ? AND ? RETURNING kept_bytes')
      .pluck();
    this.#write(() => this.#subtract(ranges.flatMap(({ first, last }) => remove.all(first, last))));
  }

  /** No webhook takes these along when it goes, so they go by age: a few at a time, false when none is left. */
  forgetSimulated(before: number): boolean {
    const old = this.#db.prepare<[number], number>(SIMULATED_BEFORE).pluck().all(before);
    if (old.length === 0) return false;
    const remove = this.#db
      .prepare<[string], number>(
        'DELETE FROM deliveries WHERE id IN (SELECT value FROM json_each(?)) RETURNING kept_bytes',
      )
      .pluck();
    this.#write(() => this.#subtract(remove.all(JSON.stringify(old))));
    return true;
  }

  /** Which of these webhooks have been forwarded to the target, whatever became of it. */
  forwarded(target: number, webhooks: readonly number[]): Set<number> {
    // The plus keeps SQLite from reading all of the target's deliveries in place of the few of these webhooks.
    const found = this.#db
      .prepare<[string, number], number>(
        `SELECT DISTINCT webhook_id FROM deliveries
         WHERE webhook_id IN (SELECT value FROM json_each(?)) AND +target_id = ? AND way <> 'replay'`,
      )
      .pluck()
      .all(JSON.stringify(webhooks), target);
    return new Set(found);
  }

  /** All of it or nothing; the totals go with it. */
  #write<T>(work: () => T): T {
    try {
      return this.#db
        .transaction(() => {
          const result = work();
          this.#saveTotals.run(this.#rows, this.#bytes);
          return result;
        })
        .immediate();
    } catch (error) {
      this.#readTotals();
      throw error;
    }
  }

  #readTotals(): void {
    const totals = this.#db.prepare<[], { rows: number; bytes: number }>('SELECT * FROM delivery_totals').get();
    this.#rows = totals?.rows ?? 0;
    this.#bytes = totals?.bytes ?? 0;
  }

  #dropOldest(): void {
    const dropped = this.#db
      .prepare<[], number>(
        `DELETE FROM deliveries WHERE id IN (
           SELECT id FROM deliveries WHERE state <> 'sending' ORDER BY id LIMIT ${DROPPED_AT_ONCE})
         RETURNING kept_bytes`,
      )
      .pluck()
      .all();
    this.#subtract(dropped);
  }

  #subtract(dropped: readonly number[]): void {
    this.#rows -= dropped.length;
    for (const bytes of dropped) this.#bytes -= bytes;
  }
}

interface Ended {
  readonly id: number;
  readonly result: DeliveryResult;
}

interface Content {
  request_headers: string;
  request_body: Uint8Array | null;
  answer_headers: string | null;
  answer_body: Uint8Array | null;
}

export function toDeliveryRow(row: StoredDelivery): DeliveryRow {
  return { ...row, edited: row.edited === 1 };
}

/** One line a name or value: HTTP allows no line break in either. */
function toPairs(text: string): [string, string][] {
  const lines = text === '' ? [] : text.split('\n');
  return Array.from({ length: Math.floor(lines.length / 2) }, (_, n) => [lines[2 * n] ?? '', lines[2 * n + 1] ?? '']);
}
