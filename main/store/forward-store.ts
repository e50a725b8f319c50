import type { Db } from './open-database.ts';

/** What of each target is offered for replay at most; the oldest give way. */
export const MOST_MISSED = 100_000;

/** How far the record has been forwarded, and which webhooks a target should have got and did not. */
export class ForwardStore {
  readonly #db: Db;
  readonly #missed = new Map<number, number>();

  constructor(db: Db) {
    this.#db = db;
    const counts = db
      .prepare<[], { id: number; count: number }>(
        'SELECT target_id AS id, count(*) AS count FROM missed GROUP BY target_id',
      )
      .all();
    for (const { id, count } of counts) this.#missed.set(id, count);
  }

  /** Null for a target that nothing was ever forwarded to. */
  mark(target: number): number | null {
    const select = this.#db.prepare<[number], number>('SELECT settled_to FROM forward_marks WHERE target_id = ?');
    return select.pluck().get(target) ?? null;
  }

  /** Everything up to this webhook has been delivered, or noted as missed. */
  setMark(target: number, settledTo: number): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO forward_marks (target_id, settled_to) VALUES (?, ?)')
      .run(target, settledTo);
  }

  /** Nothing is forwarded to it any more; if it is again, then from that time on. */
  dropMark(target: number): void {
    this.#db.prepare('DELETE FROM forward_marks WHERE target_id = ?').run(target);
  }

  missedCount(target: number): number {
    return this.#missed.get(target) ?? 0;
  }

  addMissed(target: number, webhooks: readonly number[]): void {
    const insert = this.#db.prepare('INSERT OR IGNORE INTO missed (target_id, webhook_id) VALUES (?, ?)');
    this.#db
      .transaction(() => {
        let count = this.missedCount(target);
        for (const webhook of webhooks) count += insert.run(target, webhook).changes;
        if (count > MOST_MISSED) count -= this.#dropOldest(target, count - MOST_MISSED);
        this.#missed.set(target, count);
      })
      .immediate();
  }

  /** The webhooks that it missed, oldest first. */
  missed(target: number): number[] {
    const select = this.#db.prepare<[number], number>(
      'SELECT webhook_id FROM missed WHERE target_id = ? ORDER BY webhook_id',
    );
    return select.pluck().all(target);
  }

  clearMissed(target: number): void {
    this.#db.prepare('DELETE FROM missed WHERE target_id = ?').run(target);
    this.#missed.delete(target);
  }

  /** For webhooks that are gone for good: they can't be replayed. Returns whether a target had missed one of them. */
  forgetMissed(ranges: readonly { readonly first: number; readonly last: number }[]): boolean {
    if (this.#missed.size === 0) return false;
    const remove = this.#db
      .prepare<[number, number], number>('DELETE FROM missed WHERE webhook_id BETWEEN ? AND ? RETURNING target_id')
      .pluck();
    const forgotten = this.#db
      .transaction(() => ranges.flatMap(({ first, last }) => remove.all(first, last)))
      .immediate();
    for (const target of forgotten) this.#missed.set(target, this.missedCount(target) - 1);
    return forgotten.length > 0;
  }

  /** A target is gone: nothing is kept of it. */
  forget(target: number): void {
    this.clearMissed(target);
    this.dropMark(target);
  }

  #dropOldest(target: number, count: number): number {
    return this.#db
      .prepare(
        `DELETE FROM missed WHERE target_id = @target AND webhook_id IN (
           SELECT webhook_id FROM missed WHERE target_id = @target ORDER BY webhook_id LIMIT @count)`,
      )
      .run({ target, count }).changes;
  }
}
