import type { Statement } from 'better-sqlite3';

import type { CapturedRequest } from '../domain/captured-request.ts';
import type { Clock } from '../domain/clock.ts';
import type { Db } from '../store/open-database.ts';
import { joinHeaders } from './capture-database.ts';

/** What the receiver hands over. The duration is measured when the row is written. */
export type Arrival = Omit<CapturedRequest, 'durationUs'>;

/** Called once, after the commit: with the new id, or with why nothing was stored. */
export type Settled = (error: Error | null, id: number) => void;

export interface CaptureLogEvents {
  /** After each commit, with the highest id in the record. */
  committed(lastId: number): void;
  /** When a commit fails, and with null when one works again. */
  storing(problem: Error | null): void;
}

interface Pending {
  readonly arrival: Arrival;
  readonly settled: Settled;
}

const LARGEST_BATCH = 1_024;

/**
 * The append-only record of what arrived, with group commit.
 *
 * The first request of an event-loop turn arms `setImmediate`; all that have come by then share one transaction and
 * are settled after it. There is no timer: a window of 2 ms adds just that to every answer and lowers the rate, while
 * one turn already gathers what is in flight, also on a slow disk.
 */
export class CaptureLog {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #events: CaptureLogEvents;
  readonly #insert: (id: number, arrival: Arrival) => void;
  readonly #begin: Statement;
  readonly #end: Statement;
  #queue: Pending[] = [];
  #armed = false;
  #failing = false;
  #lastId: number;

  constructor(db: Db, clock: Clock, events: CaptureLogEvents) {
    this.#db = db;
    this.#clock = clock;
    this.#events = events;
    this.#lastId = highestId(db);
    // Prepared once: parsing the two words at each commit costs a fifth of a small one.
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#end = db.prepare('COMMIT');
    const statement = db.prepare(`
      INSERT INTO requests (id, received_at, method, target, http_version, headers, body, announced_bytes, outcome,
        remote, via, duration_us, answer_status, answer_type, answer_body, answer_rule,
        answer_headers, answer_ending, answer_delay_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#insert = (id, arrival) => {
      const { answer } = arrival;
      statement.run(
        id,
        arrival.receivedAt,
        arrival.method,
        arrival.target,
        arrival.httpVersion,
        joinHeaders(arrival.rawHeaders),
        arrival.body,
        arrival.announcedBytes,
        arrival.outcome,
        arrival.remote,
        arrival.via,
        this.#clock() - arrival.receivedAt,
        answer.status,
        answer.contentType,
        answer.body,
        answer.rule,
        answer.headers === undefined ? null : joinHeaders(answer.headers),
        answer.ending ?? null,
        answer.delayMs ?? null,
      );
    };
  }

  get lastId(): number {
    return this.#lastId;
  }

  append(arrival: Arrival, settled: Settled): void {
    this.#queue.push({ arrival, settled });
    if (this.#armed) return;
    this.#armed = true;
    setImmediate(() => this.#commitTurn());
  }

  /** Looks whether storing works again, where the last commit failed and nothing has arrived since. */
  probe(): void {
    if (!this.#failing || this.#queue.length > 0) return;
    try {
      // A change on disk, as a webhook is one: a full disk takes transactions that change nothing.
      this.#db.prepare('UPDATE forgotten SET probes = probes + 1').run();
    } catch {
      return; // told already
    }
    this.#report(null);
  }

  /** Stores what is still queued. Call before the database is closed. */
  flush(): void {
    while (this.#queue.length > 0) this.#commit(this.#queue.splice(0, LARGEST_BATCH));
  }

  #commitTurn(): void {
    this.#armed = false;
    // Flushed since, and the database may be closed by now.
    if (this.#queue.length === 0) return;
    const batch = this.#queue.length <= LARGEST_BATCH ? this.#queue : this.#queue.slice(0, LARGEST_BATCH);
    this.#queue = this.#queue.slice(batch.length);
    if (this.#queue.length > 0) {
      this.#armed = true;
      setImmediate(() => this.#commitTurn());
    }
    this.#commit(batch);
  }

  #commit(batch: readonly Pending[]): void {
    const firstId = this.#lastId + 1;
    let problem: Error | null = null;
    try {
      this.#begin.run();
      batch.forEach(({ arrival }, index) => this.#insert(firstId + index, arrival));
      this.#end.run();
      this.#lastId += batch.length;
    } catch (error) {
      problem = error instanceof Error ? error : new Error(String(error));
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
    }
    batch.forEach(({ settled }, index) => settled(problem, problem === null ? firstId + index : 0));
    this.#report(problem);
  }

  #report(problem: Error | null): void {
    if (problem === null) this.#events.committed(this.#lastId);
    if (this.#failing !== (problem !== null)) {
      this.#failing = problem !== null;
      this.#events.storing(problem);
    }
  }
}

/** Ids are never used twice, not even after the newest rows were removed: what points to them must not point elsewhere. */
function highestId(db: Db): number {
  const row = db
    .prepare<[], { id: number }>(
      `SELECT max(coalesce((SELECT max(id) FROM requests), 0), coalesce((SELECT max(last_id) FROM removed_ranges), 0),
         (SELECT last_id FROM forgotten)) AS id`,
    )
    .get();
  return row?.id ?? 0;
}
