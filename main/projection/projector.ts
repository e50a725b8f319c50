import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import type { IdRange } from '../capture/removals.ts';
import { RemovedRanges } from '../capture/removed-ranges.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import type { Checks } from '../signature/checks.ts';
import { NO_CHECKS } from '../signature/checks.ts';
import type { Db } from '../store/open-database.ts';
import { insertWebhooks } from './insert-webhooks.ts';
import { judge, makeEntry } from './make-entry.ts';
import { MessageIndex } from './message-index.ts';
import type { RecheckProgress } from './recheck.ts';
import type { RebuildProgress } from './rebuild.ts';
import { Rebuild } from './rebuild.ts';
import { Recheck } from './recheck.ts';
import { Shapes } from './shapes.ts';

export interface Progress {
  /** Highest id of the record that the index has dealt with. */
  readonly upTo: number;
  /** Webhooks that the index holds. */
  readonly stored: number;
  /** Rows went or came back below the newest: lists have to be read again. */
  readonly reread: boolean;
  /** Lowest id of the rows from before this step that it has marked otherwise; null where there are none. */
  readonly changedFrom: number | null;
  /** Nothing is left to do. */
  readonly idle: boolean;
  /** While the verdicts of the history are made anew. */
  readonly recheck?: RecheckProgress | undefined;
  /** While the history is read into a new index. */
  readonly rebuild?: RebuildProgress | undefined;
  /** How far the log of removals has been followed. */
  readonly changeSeq: number;
}

const BATCH_ROWS = 512;
const BATCH_BODY_BYTES = 16 * 1_024 * 1_024;

/** Also where the changes themselves are forgotten. */
const LAST_CHANGE = 'SELECT max(coalesce((SELECT max(seq) FROM changes), 0), (SELECT change_seq FROM forgotten))';

interface Change {
  readonly seq: number;
  readonly removal: number;
  readonly action: 'remove' | 'restore';
}

/** Brings the index up to the record, a batch and a transaction at a time. Idempotent: it goes on from its own mark. */
export class Projector {
  readonly #capture: Db;
  readonly #index: Db;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #insert: ReturnType<typeof insertWebhooks>;
  readonly #messages: MessageIndex;
  readonly #shapes: Shapes;
  readonly #recheck: Recheck;
  readonly #rebuild: Rebuild;
  readonly #removed: RemovedRanges;
  readonly #lastDurable: () => number;
  #checks: Checks = NO_CHECKS;
  #upTo = 0;
  #changeSeq = 0;
  #stored = 0;

  /** `lastDurable` tells up to which id the record is on disk; without it, all of it is. */
  constructor(capture: Db, index: Db, checks: Checks = NO_CHECKS, lastDurable = () => Number.MAX_SAFE_INTEGER) {
    this.#lastDurable = lastDurable;
    this.#capture = capture;
    this.#index = index;
    this.#statements = prepare(capture, index);
    this.#shapes = new Shapes(index);
    this.#insert = insertWebhooks(index, this.#shapes);
    this.#messages = new MessageIndex(index);
    this.#recheck = new Recheck(capture, index);
    this.#rebuild = new Rebuild(capture, index);
    this.#removed = new RemovedRanges(capture);
    this.#readProgress();
    this.use(checks);
    if (this.#upTo === 0) this.#beginRebuild();
  }

  get progress(): Progress {
    const recheck = this.#recheck.progress ?? undefined;
    const rebuild = this.#rebuild.progress ?? undefined;
    return {
      upTo: this.#upTo,
      stored: this.#stored,
      reread: false,
      changedFrom: null,
      idle: false,
      recheck,
      rebuild,
      changeSeq: this.#changeSeq,
    };
  }

  /** Verifies with these from now on, and the history again where they are others than before. */
  use(checks: Checks): void {
    this.#checks = checks;
    this.#recheck.begin(checks, this.#upTo);
  }

  /** Reads no more of the history into the index: the record is damaged there. What arrives is followed. */
  leaveHistory(): void {
    this.#index
      .transaction(() => {
        this.#rebuild.advance(0);
        this.#recheck.end();
      })
      .immediate();
  }

  /** Does one batch of work, or none of it where it throws. */
  step(): Progress {
    this.#removed.refresh();
    const change = this.#statements.nextChange.get(this.#changeSeq);
    if (change !== undefined) {
      this.#inTransaction(() => this.#apply(change));
      return { ...this.progress, reread: true };
    }
    const batch = this.#nextBatch();
    if (batch.length === 0) return this.#recheck.progress === null ? this.#rebuildSome() : this.#recheckSome();
    const before = this.#upTo;
    this.#inTransaction(() => this.#project(batch));
    const { lowestMarked } = this.#messages;
    return { ...this.progress, changedFrom: lowestMarked <= before ? lowestMarked : null };
  }

  /** Only when nothing new waits. */
  #recheckSome(): Progress {
    let reread = false;
    this.#inTransaction(() => {
      reread = this.#recheck.step((request) => judge(request, this.#checks));
    });
    return { ...this.progress, reread };
  }

  /** Last of all: what is in the index already is what the person sees. */
  #rebuildSome(): Progress {
    if (this.#rebuild.below === 0) return { ...this.progress, idle: true };
    const batch = this.#rebuild.next();
    let reread = false;
    this.#inTransaction(() => {
      this.#addAll(batch);
      this.#messages.cameBack();
      reread = this.#rebuild.advance(batch[0]?.id ?? 0);
    });
    return { ...this.progress, reread };
  }

  /** What is more than one batch is read backwards, and then what comes meanwhile is not kept waiting. */
  #beginRebuild(): void {
    const newest =
      this.#capture
        .prepare<[number], number | null>('SELECT max(id) FROM requests WHERE id <= ?')
        .pluck()
        .get(this.#lastDurable()) ?? 0;
    const oldest = this.#capture.prepare<[], number | null>('SELECT min(id) FROM requests').pluck().get() ?? 0;
    const isLong = newest - oldest >= BATCH_ROWS;
    const changeSeq = this.#capture.prepare<[], number>(LAST_CHANGE).pluck().get() ?? 0;
    this.#index
      .transaction(() => {
        this.#index.prepare('UPDATE progress SET request_id = ?, change_seq = ?').run(isLong ? newest : 0, changeSeq);
        if (isLong) this.#rebuild.begin(newest + 1);
      })
      .immediate();
    this.#readProgress();
  }

  #inTransaction(work: () => void): void {
    try {
      this.#index
        .transaction(() => {
          this.#messages.begin();
          this.#shapes.begin();
          work();
          this.#messages.settle();
        })
        .immediate();
    } catch (error) {
      this.#readProgress();
      this.#recheck.reload();
      this.#rebuild.reload();
      throw error;
    }
  }

  #readProgress(): void {
    const progress = this.#index
      .prepare<[], { request_id: number; change_seq: number }>('SELECT request_id, change_seq FROM progress')
      .get();
    this.#upTo = progress?.request_id ?? 0;
    this.#changeSeq = progress?.change_seq ?? 0;
    this.#stored = this.#index.prepare<[], number>('SELECT sum(webhooks) FROM view_counts').pluck().get() ?? 0;
  }

  #project(batch: readonly StoredRequest[]): void {
    const lastId = batch.at(-1)?.id ?? this.#upTo;
    this.#addAll(batch);
    this.#statements.moveOn.run(lastId);
    this.#upTo = lastId;
  }

  #addAll(batch: readonly StoredRequest[]): void {
    for (const request of batch) if (!this.#removed.has(request.id)) this.#add(request);
  }

  #add(request: StoredRequest): void {
    const entry = makeEntry(request, this.#checks);
    this.#insert(request, entry, this.#messages.add(request, entry));
    this.#stored += 1;
  }

  #apply(change: Change): void {
    const ranges = this.#rangesOf(change.removal);
    for (const range of ranges) {
      if (change.action === 'remove') this.#drop(range);
      else this.#bringBack(range);
    }
    this.#index.prepare('UPDATE progress SET change_seq = ?').run(change.seq);
    this.#changeSeq = change.seq;
  }

  #drop({ first, last }: IdRange): void {
    const lost = this.#index
      .prepare<[number, number], { view: number; webhooks: number }>(
        'SELECT view, count(*) AS webhooks FROM webhooks WHERE id BETWEEN ? AND ? GROUP BY view',
      )
      .all(first, last);
    this.#messages.beforeRemoval(first, last);
    this.#index.prepare('DELETE FROM webhooks_text WHERE rowid BETWEEN ? AND ?').run(first, last);
    this.#index.prepare('DELETE FROM webhooks WHERE id BETWEEN ? AND ?').run(first, last);
    for (const { view, webhooks } of lost) {
      this.#index.prepare('UPDATE view_counts SET webhooks = webhooks - ? WHERE view = ?').run(webhooks, view);
      this.#stored -= webhooks;
    }
  }

  /** Rows that another removal covers as well stay away, and those that the rebuild will read. */
  #bringBack({ first, last }: IdRange): void {
    const known = this.#index.prepare<[number], number>('SELECT 1 FROM webhooks WHERE id = ?').pluck();
    const rows = this.#capture
      .prepare<[number, number], RequestRow>('SELECT * FROM requests WHERE id BETWEEN ? AND ? ORDER BY id')
      .iterate(Math.max(first, this.#rebuild.below), Math.min(last, this.#upTo));
    for (const row of rows) {
      if (!this.#removed.has(row.id) && known.get(row.id) === undefined) this.#add(toStoredRequest(row));
    }
    this.#messages.cameBack();
  }

  #nextBatch(): StoredRequest[] {
    const batch: StoredRequest[] = [];
    let bodyBytes = 0;
    for (const row of this.#statements.nextRows.iterate(this.#upTo, this.#lastDurable())) {
      batch.push(toStoredRequest(row));
      bodyBytes += row.body.length;
      if (bodyBytes >= BATCH_BODY_BYTES) break;
    }
    return batch;
  }

  #rangesOf(removal: number): IdRange[] {
    return this.#capture
      .prepare<[number], IdRange>('SELECT first_id AS first, last_id AS last FROM removed_ranges WHERE removal = ?')
      .all(removal);
  }
}

/** What each step asks: where webhooks come one by one, preparing it anew costs more than the rest of a step. */
function prepare(capture: Db, index: Db) {
  return {
    nextChange: capture.prepare<[number], Change>(
      'SELECT seq, removal, action FROM changes WHERE seq > ? ORDER BY seq LIMIT 1',
    ),
    nextRows: capture.prepare<[number, number], RequestRow>(
      `SELECT * FROM requests WHERE id > ? AND id <= ? ORDER BY id LIMIT ${BATCH_ROWS}`,
    ),
    moveOn: index.prepare('UPDATE progress SET request_id = ?'),
  };
}
