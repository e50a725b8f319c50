import type { Statement } from 'better-sqlite3';

import type { Clock } from '../domain/clock.ts';
import type { Db } from '../store/open-database.ts';
import type { Removals } from './removals.ts';
import { RemovedRanges } from './removed-ranges.ts';

/** How much history is kept; 0 for no limit. */
export interface KeepLimits {
  readonly days: number;
  readonly webhooks: number;
  readonly bytes: number;
}

/** What is kept now. */
export interface Kept {
  readonly webhooks: number;
  /** In the record and the index, without what is free in their files. */
  readonly bytes: number;
  /** The part of it that the record has. */
  readonly recordBytes: number;
}

export interface RetentionParts {
  readonly record: Db;
  readonly removals: Pick<Removals, 'expire'>;
  readonly clock: Clock;
  readonly limits: () => KeepLimits;
  /** Null where it is not known yet, as while the index is built: then only age counts. */
  readonly kept: () => Kept | null;
  /** Those of these ids, both ends included, that are kept whatever the limits are. */
  readonly starred: (first: number, last: number) => ReadonlySet<number>;
}

interface Row {
  readonly id: number;
  readonly receivedAt: number;
  readonly bytes: number;
}

/** Few, because the thread that answers Vonage does it. */
const STEP_ROWS = 200;
export const DAY_US = 86_400_000_000;

/** What a row takes, near enough: the columns that grow, and a guess for the rest. Bodies are not read for it. */
const ROW_BYTES = 'octet_length(body) + octet_length(headers) + octet_length(target) + octet_length(answer_body) + 100';

/**
 * Deletes the oldest webhooks that are beyond the limits, starred ones excepted: first those that are too old, and as
 * many more as are too many or take too much.
 *
 * Ids ascend in arrival, so it walks from the oldest on and ends at the first that may stay. One from the future, left
 * by a wrong clock, stays and does not end the walk.
 */
export class Retention {
  readonly #parts: RetentionParts;
  readonly #removed: RemovedRanges;
  readonly #next: Statement<[number], Row>;
  readonly #bytesBetween: Statement<[first: number, last: number, most: number], Pick<Row, 'id' | 'bytes'>>;
  #isMeasured = false;
  /** Up to this id the space of removed rows is accounted for. */
  #countedTo = 0;
  #after = 0;
  #tooMany = 0;
  #tooLarge = 0;
  /** What goes from the index with each byte that goes from the record, and that byte. */
  #share = 1;
  #isOver = true;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
    this.#removed = new RemovedRanges(parts.record);
    this.#next = parts.record.prepare(
      `SELECT id, received_at AS receivedAt, ${ROW_BYTES} AS bytes FROM requests
       WHERE id > ? ORDER BY id LIMIT ${STEP_ROWS}`,
    );
    this.#bytesBetween = parts.record.prepare(
      `SELECT id, ${ROW_BYTES} AS bytes FROM requests WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?`,
    );
  }

  /** Begins a round. What is beyond the limits is measured at its first step: what is purged before is no more then. */
  begin(): void {
    this.#isMeasured = false;
    this.#countedTo = 0;
    this.#after = 0;
    this.#isOver = false;
  }

  #measure(): void {
    const { limits, kept } = this.#parts;
    const { webhooks, bytes } = limits();
    const now = kept();
    this.#tooMany = now === null || webhooks === 0 ? 0 : now.webhooks - webhooks;
    this.#tooLarge = now === null || bytes === 0 ? 0 : now.bytes - bytes;
    this.#share = now === null || now.recordBytes === 0 ? 1 : now.bytes / now.recordBytes;
    this.#isMeasured = true;
  }

  /** Deletes a few; false when the round is over. */
  step(): boolean {
    if (this.#isOver) return false;
    this.#removed.refresh();
    if (!this.#isMeasured) this.#measure();
    if (this.#tooLarge > 0 && this.#countRemoved()) return true;
    const { limits, clock, starred, removals } = this.#parts;
    const now = clock();
    const { days } = limits();
    const oldest = days === 0 ? Number.NEGATIVE_INFINITY : now - days * DAY_US;
    const rows = this.#next.all(this.#after);
    const stars = starred(rows[0]?.id ?? 0, rows.at(-1)?.id ?? 0);
    const gone: number[] = [];
    this.#isOver = rows.length < STEP_ROWS;
    for (const row of rows) {
      if (this.#removed.has(row.id) || stars.has(row.id)) continue;
      if (this.#isBeyond(row, oldest)) gone.push(row.id);
      else if (row.receivedAt <= now) {
        this.#isOver = true;
        break;
      }
    }
    this.#after = rows.at(-1)?.id ?? this.#after;
    if (gone.length > 0) removals.expire(gone);
    return !this.#isOver;
  }

  /**
   * The space of some rows that are removed and can still come back is on its way, wherever they are: no others are to
   * go for it. False when all of it is accounted for.
   */
  #countRemoved(): boolean {
    for (let looked = 0; looked < STEP_ROWS;) {
      const range = this.#removed.next(this.#countedTo + 1);
      if (range === null) return false;
      const most = STEP_ROWS - looked;
      const rows = this.#bytesBetween.all(range.first, range.last, most);
      for (const { bytes } of rows) this.#tooLarge -= bytes * this.#share;
      this.#countedTo = rows.length < most ? range.last : (rows.at(-1)?.id ?? range.last);
      looked += rows.length + 1;
    }
    return true;
  }

  #isBeyond({ receivedAt, bytes }: Row, oldest: number): boolean {
    if (receivedAt >= oldest && this.#tooMany <= 0 && this.#tooLarge <= 0) return false;
    this.#tooMany -= 1;
    this.#tooLarge -= bytes * this.#share;
    return true;
  }
}
