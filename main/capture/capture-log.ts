import type { Statement } from 'better-sqlite3';

import type { CapturedRequest } from '../domain/captured-request.ts';
import type { Clock } from '../domain/clock.ts';
import type { Db } from '../store/open-database.ts';
import { WriteAheadLog } from '../store/write-ahead-log.ts';
import { joinHeaders } from './capture-database.ts';

/** What the receiver hands over. The duration is measured when the row is written. */
export type Arrival = Omit<CapturedRequest, 'durationUs'>;

/** Called once, after the commit: with the new id, or with why nothing was stored. */
export type Settled = (error: Error | null, id: number) => void;

export interface CaptureLogEvents {
  /** After each commit that is on disk, with the highest id in the record. */
  committed(lastId: number): void;
  /** When a commit fails, and with null when one works again. */
  storing(problem: Error | null): void;
}

interface Pending {
  readonly arrival: Arrival;
  readonly settled: Settled;
}

interface Batch {
  readonly pending: readonly Pending[];
  readonly firstId: number;
}

const LARGEST_BATCH = 1_024;

/** What is said to Vonage where a row can't be made durable (`receiver.ts`): the record must not tell otherwise. */
const MARK_REFUSED = `
  UPDATE requests SET answer_status = 503, answer_type = NULL, answer_body = '', answer_rule = NULL,
    answer_headers = NULL, answer_ending = NULL, answer_delay_ms = NULL
  WHERE id BETWEEN ? AND ?`;

/**
 * The append-only record of what arrived, with group commit.
 *
 * The first request of an event-loop turn arms `setImmediate`; all that have come by then share one transaction and are
 * settled once it is on disk. There is no timer: a window of 2 ms adds just that to every answer and lowers the rate.
 * The thread does not wait for the disk either. What arrives meanwhile is the next transaction, which is written before
 * the last one is answered, so that disk and network work at the same time.
 */
export class CaptureLog {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #events: CaptureLogEvents;
  readonly #insert: (id: number, arrival: Arrival) => void;
  readonly #begin: Statement;
  readonly #end: Statement;
  readonly #wal: Pick<WriteAheadLog, 'sync' | 'syncNow' | 'close'>;
  #queue: Pending[] = [];
  #armed = false;
  /** Written, and on its way to the disk. */
  #syncing: Batch | null = null;
  /** Written, and nobody knows whether it is on disk. */
  #doubtful: { readonly first: number; readonly last: number } | null = null;
  #failing = false;
  #written: number;
  #durable: number;

  constructor(
    db: Db,
    clock: Clock,
    events: CaptureLogEvents,
    wal: Pick<WriteAheadLog, 'sync' | 'syncNow' | 'close'> = new WriteAheadLog(db),
  ) {
    this.#db = db;
    this.#clock = clock;
    this.#events = events;
    this.#wal = wal;
    this.#written = highestId(db);
    this.#durable = this.#written;
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

  /** The highest id that is on disk. */
  get lastId(): number {
    return this.#durable;
  }

  append(arrival: Arrival, settled: Settled): void {
    this.#queue.push({ arrival, settled });
    if (this.#syncing === null) this.#arm();
  }

  /** Looks whether storing works again, where the last commit failed and nothing has arrived since. */
  probe(): void {
    if (!this.#failing || this.#queue.length > 0) return;
    try {
      this.#leaveDoubt();
      // A change on disk, as a webhook is one: a full disk takes transactions that change nothing.
      this.#db.prepare('UPDATE forgotten SET probes = probes + 1').run();
    } catch {
      return; // told already
    }
    this.#report(null);
  }

  /** Stores what is still queued, and waits for the disk. */
  flush(): void {
    for (;;) {
      if (this.#syncing !== null) this.#synced(this.#wal.syncNow());
      else if (this.#queue.length > 0) this.#commit();
      else return;
    }
  }

  /** To be called before the database is closed. */
  close(): void {
    this.flush();
    this.#wal.close();
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    setImmediate(() => {
      this.#armed = false;
      // Flushed since, and the database may be closed by now.
      if (this.#syncing === null && this.#queue.length > 0) this.#commit();
    });
  }

  #commit(): void {
    const batch = this.#take();
    const problem = this.#write(batch);
    if (problem !== null) this.#settle(batch, problem);
  }

  #take(): Batch {
    const pending = this.#queue.length <= LARGEST_BATCH ? this.#queue : this.#queue.slice(0, LARGEST_BATCH);
    this.#queue = this.#queue.slice(pending.length);
    return { pending, firstId: this.#written + 1 };
  }

  /** Returns why it could not be written; otherwise it is on its way to the disk. */
  #write(batch: Batch): Error | null {
    const { pending, firstId } = batch;
    try {
      this.#leaveDoubt();
      // For this transaction only: all others wait for the disk in SQLite, as they are few.
      this.#db.exec('PRAGMA synchronous = NORMAL');
      this.#begin.run();
      pending.forEach(({ arrival }, index) => this.#insert(firstId + index, arrival));
      this.#end.run();
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      // Closed where a request has ended after everything else.
      if (this.#db.open) this.#db.exec('PRAGMA synchronous = FULL');
    }
    this.#written += pending.length;
    this.#syncing = batch;
    this.#wal.sync((error) => {
      // Flushed since.
      if (this.#syncing === batch) this.#synced(error);
    });
    return null;
  }

  #synced(error: Error | null): void {
    const batch = this.#syncing;
    if (batch === null) return;
    this.#syncing = null;
    const last = batch.firstId + batch.pending.length - 1;
    if (error !== null) {
      this.#doubtful = { first: batch.firstId, last };
      this.#settle(batch, error);
      return;
    }
    this.#durable = last;
    const next = this.#queue.length > 0 ? this.#take() : null;
    const problem = next === null ? null : this.#write(next);
    this.#settle(batch, null);
    if (next !== null && problem !== null) this.#settle(next, problem);
  }

  /**
   * After a failed sync the system may have dropped what it was to write, and a power cut would take all that comes
   * behind it in the log as well. So nothing is stored before the log has been copied into the database and emptied.
   */
  #leaveDoubt(): void {
    if (this.#doubtful === null) return;
    this.#db.prepare(MARK_REFUSED).run(this.#doubtful.first, this.#doubtful.last);
    const [result] = this.#db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    if (result.busy !== 0) throw new Error('The log of the record is in use and can’t be emptied.');
    this.#durable = this.#doubtful.last;
    this.#doubtful = null;
  }

  #settle({ pending, firstId }: Batch, problem: Error | null): void {
    pending.forEach(({ settled }, index) => settled(problem, problem === null ? firstId + index : 0));
    this.#report(problem);
    if (this.#queue.length > 0 && this.#syncing === null) this.#arm();
  }

  #report(problem: Error | null): void {
    if (problem === null) this.#events.committed(this.#durable);
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
