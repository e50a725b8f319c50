import type { DeliveryRow, RunDelivery, RunDeliveryPage, RunDeliveryQuery } from '../../shared/contract/deliveries.ts';
import { isSuccess } from '../domain/delivery.ts';
import { DELIVERY_COLUMNS, type StoredDelivery, toDeliveryRow } from './delivery-store.ts';
import type { Db } from './open-database.ts';

const PAGE_ROWS = 100;
/** So many are looked at for one page: a long run of equal answers must not keep the thread that answers Vonage. */
const MOST_LOOKED_AT = 3_000;
const LOOKED_AT_ONCE = 300;

type WithHash = StoredDelivery & { readonly answerHash: string | null };
/** A run sends stored webhooks only. */
type OfRun = WithHash & { readonly webhookId: number };

/** A page of a run, in its order. It may be empty before the end, where few are what is looked for. */
export function listRunDeliveries(db: Db, { run, which, after }: RunDeliveryQuery): RunDeliveryPage {
  const select = db.prepare<[number, number], OfRun>(
    `SELECT ${DELIVERY_COLUMNS}, answer_hash AS answerHash FROM deliveries
     WHERE run_id = ? AND run_position > ? ORDER BY run_position LIMIT ${LOOKED_AT_ONCE}`,
  );
  const earlier = db.prepare<[number, number], WithHash>(
    `SELECT ${DELIVERY_COLUMNS}, answer_hash AS answerHash FROM deliveries
     WHERE webhook_id = ? AND id < ? AND state IN ('answered', 'failed') ORDER BY id DESC LIMIT 1`,
  );
  const rows: RunDelivery[] = [];
  let at = after;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += LOOKED_AT_ONCE) {
    const found = select.all(run, at);
    for (const row of found) {
      at = row.runPosition ?? at;
      const before = isOver(row) ? earlier.get(row.webhookId, row.id) : undefined;
      const { webhookId } = row;
      const told = {
        ...toRow(row),
        webhookId,
        changedFrom: before === undefined || isSame(before, row) ? null : toRow(before),
      };
      if (isWanted(told, which)) rows.push(told);
      if (rows.length === PAGE_ROWS) return { rows, next: at };
    }
    if (found.length < LOOKED_AT_ONCE) return { rows, next: null };
  }
  return { rows, next: at };
}

function isWanted(row: RunDelivery, which: RunDeliveryQuery['which']): boolean {
  switch (which) {
    case 'all':
      return true;
    case 'failed':
      return row.state === 'unknown' || (isOver(row) && (row.problem !== null || !isSuccess(row.status)));
    case 'changed':
      return row.changedFrom !== null;
  }
}

function isOver({ state }: Pick<DeliveryRow, 'state'>): boolean {
  return state === 'answered' || state === 'failed';
}

function isSame(before: WithHash, after: WithHash): boolean {
  return before.status === after.status && before.problem === after.problem && before.answerHash === after.answerHash;
}

function toRow({ answerHash: _hash, ...row }: WithHash): DeliveryRow {
  return toDeliveryRow(row);
}
