import type { Statement } from 'better-sqlite3';

import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import type { Checks } from '../signature/checks.ts';
import { fingerprintOf } from '../signature/checks.ts';
import type { Judgement } from './make-entry.ts';
import type { Db } from '../store/open-database.ts';

/** How far a re-check of the history is, in ids from the newest down. */
export interface RecheckProgress {
  readonly checked: number;
  readonly of: number;
}

interface State {
  readonly fingerprint: string;
  /** Only ids below this one are left; 1 and less: done. */
  readonly below: number;
  readonly began: number;
}

/** Small, because new webhooks wait for a batch to end. */
const BATCH_ROWS = 128;
const BATCH_BODY_BYTES = 8 * 1_024 * 1_024;
/** How often lists are told to read again while verdicts change under them. */
const TELL_EVERY_BATCHES = 24;

/**
 * Judges the history again after secrets or settings have changed, newest first, a batch at a time. Its place is in
 * the index, so it goes on after a restart.
 */
export class Recheck {
  readonly #read: Statement<[number], RequestRow>;
  readonly #write: Statement<[string, string | null, number, string, string | null]>;
  readonly #index: Db;
  #state: State;
  #batches = 0;
  #changed = false;

  constructor(capture: Db, index: Db) {
    this.#index = index;
    this.#read = capture.prepare('SELECT * FROM requests WHERE id = ?');
    this.#write = index.prepare(
      'UPDATE webhooks SET verdict = ?, reason = ? WHERE id = ? AND (verdict <> ? OR reason IS NOT ?)',
    );
    this.#state = readState(index);
  }

  get progress(): RecheckProgress | null {
    const { below, began } = this.#state;
    return below <= 1 ? null : { checked: began - below, of: began - 1 };
  }

  /** Begins anew where the verdicts were made with something else. */
  begin(checks: Checks, upTo: number): void {
    const fingerprint = fingerprintOf(checks);
    if (fingerprint === this.#state.fingerprint) return;
    // With a secret missing the history keeps its verdicts; the next that has them all looks at what came meanwhile.
    const state: State = checks.isComplete
      ? { fingerprint, below: upTo + 1, began: upTo + 1 }
      : { fingerprint: '', below: 1, began: 1 };
    this.#index.prepare('UPDATE checking SET fingerprint = @fingerprint, below = @below, began = @began').run(state);
    this.#state = state;
  }

  /** Leaves the rest of the history as it is judged. */
  end(): void {
    this.#index.prepare('UPDATE checking SET below = 1').run();
    this.reload();
  }

  /** After a failed transaction: what is in the index counts. */
  reload(): void {
    this.#state = readState(this.#index);
  }

  /** Judges one batch. True where lists have to be read again. Call in a transaction. */
  step(judge: (request: StoredRequest) => Judgement): boolean {
    const ids = this.#nextIds();
    let below = ids.length < BATCH_ROWS ? 1 : (ids.at(-1) ?? 1);
    let bodyBytes = 0;
    for (const id of ids) {
      bodyBytes += this.#judge(id, judge);
      if (bodyBytes >= BATCH_BODY_BYTES) {
        below = id;
        break;
      }
    }
    this.#index.prepare('UPDATE checking SET below = ?').run(below);
    this.#state = { ...this.#state, below };
    this.#batches += 1;
    const tell = this.#changed && (below <= 1 || this.#batches % TELL_EVERY_BATCHES === 0);
    if (tell) this.#changed = false;
    return tell;
  }

  /** Webhooks without any signature stay unsigned whatever the secrets are. */
  #nextIds(): number[] {
    return this.#index
      .prepare<[number], number>(
        `SELECT id FROM webhooks WHERE id < ? AND verdict <> 'unsigned' ORDER BY id DESC LIMIT ${BATCH_ROWS}`,
      )
      .pluck()
      .all(this.#state.below);
  }

  #judge(id: number, judge: (request: StoredRequest) => Judgement): number {
    const row = this.#read.get(id);
    if (row === undefined) return 0;
    const { verdict, reason } = judge(toStoredRequest(row));
    const { changes } = this.#write.run(verdict, reason, id, verdict, reason);
    if (changes > 0) this.#changed = true;
    return row.body.length;
  }
}

function readState(index: Db): State {
  const state = index.prepare<[], State>('SELECT fingerprint, below, began FROM checking').get();
  return state ?? { fingerprint: '', below: 1, began: 1 };
}
