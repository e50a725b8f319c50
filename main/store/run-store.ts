import { z } from 'zod';

import type { Run, RunPlan, RunState, Target } from '../../shared/contract/deliveries.ts';
import { runPlan, targetFields } from '../../shared/contract/deliveries.ts';
import { AppError } from '../../shared/reply.ts';
import type { Clock } from '../domain/clock.ts';
import type { Db } from './open-database.ts';

/** All that is needed to go on with a run. */
export interface StoredRun {
  readonly run: Run;
  /** As it was when the run began. */
  readonly target: Target;
  readonly plan: RunPlan;
  /** In the order in which they are sent; one for each time. */
  readonly webhooks: Uint32Array;
}

/** What a run's delivery came to, for comparing. */
export interface RunAnswer {
  readonly deliveryId: number;
  readonly webhookId: number;
  readonly status: number | null;
  /** Why there is no whole answer, as a sentence. */
  readonly problem: string | null;
  readonly answerHash: string | null;
  readonly totalUs: number | null;
}

const MOST_RUNS = 200;
/** One for this once is named by its address, which may be long. */
const target = targetFields.extend({ id: z.number(), name: z.string() });

const RUN_COLUMNS = `
  id, target ->> 'name' AS targetName, target ->> 'url' AS url, state, started_at AS startedAt, ended_at AS endedAt, total,
  sent, succeeded, failed, unknown`;

/** Runs of replays. Which webhooks are sent, and how many were begun, is on disk before each is sent. */
export class RunStore {
  readonly #db: Db;
  readonly #clock: Clock;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Returns its number. The oldest runs give way; their deliveries stay. */
  create(to: Target, plan: RunPlan, webhooks: Uint32Array): number {
    return this.#db
      .transaction(() => {
        this.#db
          .prepare(`DELETE FROM runs WHERE state <> 'running' AND id <= (SELECT max(id) FROM runs) - ${MOST_RUNS - 1}`)
          .run();
        const { lastInsertRowid } = this.#db
          .prepare(`INSERT INTO runs (target, state, started_at, total) VALUES (?, 'running', ?, ?)`)
          .run(JSON.stringify(to), this.#clock(), webhooks.length);
        this.#db
          .prepare('INSERT INTO run_contents (run_id, plan, webhook_ids) VALUES (?, ?, ?)')
          .run(lastInsertRowid, JSON.stringify(plan), toBytes(webhooks));
        return Number(lastInsertRowid);
      })
      .immediate();
  }

  /** Newest first. */
  list(): Run[] {
    return this.#db.prepare<[], Run>(`SELECT ${RUN_COLUMNS} FROM runs ORDER BY id DESC`).all();
  }

  get(id: number): StoredRun {
    const run = this.#db.prepare<[number], Run>(`SELECT ${RUN_COLUMNS} FROM runs WHERE id = ?`).get(id);
    const kept = this.#db
      .prepare<[number], { target: string; plan: string; webhook_ids: Uint8Array }>(
        'SELECT target, plan, webhook_ids FROM runs JOIN run_contents ON run_id = id WHERE id = ?',
      )
      .get(id);
    if (run === undefined || kept === undefined) throw new AppError('no-run', 'This run is gone.');
    return {
      run,
      target: target.parse(JSON.parse(kept.target)),
      plan: runPlan.parse(JSON.parse(kept.plan)),
      webhooks: toIds(kept.webhook_ids),
    };
  }

  setState(id: number, state: RunState): void {
    const endedAt = state === 'running' ? null : this.#clock();
    this.#db.prepare('UPDATE runs SET state = ?, ended_at = ? WHERE id = ?').run(state, endedAt, id);
  }

  /** In the order of the run. */
  answers(id: number): RunAnswer[] {
    return this.#db
      .prepare<[number], RunAnswer>(
        `SELECT id AS deliveryId, webhook_id AS webhookId, status, problem, answer_hash AS answerHash, total_us AS totalUs
         FROM deliveries WHERE run_id = ? ORDER BY run_position`,
      )
      .all(id);
  }
}

function toBytes(ids: Uint32Array): Uint8Array {
  const bytes = Buffer.alloc(ids.length * 4);
  ids.forEach((id, index) => bytes.writeUInt32LE(id, index * 4));
  return bytes;
}

function toIds(bytes: Uint8Array): Uint32Array {
  const buffer = Buffer.from(bytes);
  return Uint32Array.from({ length: buffer.length / 4 }, (_, index) => buffer.readUInt32LE(index * 4));
}
