import { hash } from 'node:crypto';

import type { DeliveryWay, SignatureChoice } from '../../shared/contract/deliveries.ts';
import type { DeliveryResult, SentRequest } from '../domain/delivery.ts';
import { isSuccess } from '../domain/delivery.ts';
import type { Db } from './open-database.ts';

export interface NewDelivery {
  /** Null for a simulated one. */
  readonly webhookId: number | null;
  /** 0 for an address that no target has. */
  readonly targetId: number;
  readonly targetName: string;
  readonly way: DeliveryWay;
  readonly run: { readonly id: number; readonly position: number } | null;
  /** Microseconds since 1970. */
  readonly startedAt: number;
  readonly request: SentRequest;
  /** Null where it is the webhook's own body. */
  readonly body: Uint8Array | null;
  readonly edited: boolean;
  readonly signature: SignatureChoice;
}

/** What was under way when the app ended is not known to have arrived, and not known to have not. */
export function settleEarlier(db: Db): void {
  db.transaction(() => {
    db.exec(`
      UPDATE runs SET state = 'interrupted', unknown = sent - succeeded - failed WHERE state = 'running';
      UPDATE deliveries SET state = 'unknown', problem_code = 'app-ended',
        problem = 'The app ended before the answer came. The target may have got the webhook.' WHERE state = 'sending';`);
  }).immediate();
}

export function prepareInsert(db: Db): (delivery: NewDelivery) => number {
  const insert = db.prepare(`
    INSERT INTO deliveries (webhook_id, target_id, target_name, way, run_id, run_position, state, started_at, method, url,
      edited, signature, request_headers, request_body, kept_bytes)
    VALUES (?, ?, ?, ?, ?, ?, 'sending', ?, ?, ?, ?, ?, ?, ?, ?)`);
  const count = db.prepare('UPDATE runs SET sent = sent + 1 WHERE id = ?');
  return ({ webhookId, targetId, targetName, way, run, startedAt, request, body, edited, signature }) => {
    if (run !== null) count.run(run.id);
    const { lastInsertRowid } = insert.run(
      webhookId,
      targetId,
      targetName,
      way,
      run?.id ?? null,
      run?.position ?? null,
      startedAt,
      request.method,
      `${request.url.origin}${request.target.startsWith('/') ? '' : '/'}${request.target}`,
      edited ? 1 : 0,
      signature,
      request.rawHeaders.join('\n'),
      body,
      body?.length ?? 0,
    );
    return Number(lastInsertRowid);
  };
}

/** The first so many simulated ones, as far as they began before this: a step that is never long. */
export const SIMULATED_BEFORE = `
  SELECT id FROM (
    SELECT id, started_at FROM deliveries WHERE webhook_id IS NULL AND state <> 'sending' ORDER BY id LIMIT 200)
  WHERE started_at < ?`;

export function prepareFinish(db: Db): (id: number, result: DeliveryResult) => void {
  const update = db.prepare<unknown[], { run_id: number | null }>(`
    UPDATE deliveries SET state = ?, status = ?, answer_headers = ?, answer_body = ?, answer_bytes = ?, answer_hash = ?,
      problem_code = ?, problem = ?, connect_us = ?, first_byte_us = ?, total_us = ?, kept_bytes = kept_bytes + ?
    WHERE id = ? RETURNING run_id`);
  const succeeded = db.prepare('UPDATE runs SET succeeded = succeeded + 1 WHERE id = ?');
  const failed = db.prepare('UPDATE runs SET failed = failed + 1 WHERE id = ?');
  return (id, { answer, problem, times }) => {
    const updated = update.get(
      problem === null ? 'answered' : 'failed',
      answer?.status ?? null,
      answer?.rawHeaders.join('\n') ?? null,
      answer?.body ?? null,
      answer?.bodyBytes ?? null,
      answer === null ? null : `${answer.bodyBytes} ${hash('sha256', answer.body, 'hex')}`,
      problem?.code ?? null,
      problem?.message ?? null,
      times.connectUs,
      times.firstByteUs,
      times.totalUs,
      answer?.body.length ?? 0,
      id,
    );
    const run = updated?.run_id ?? null;
    if (run !== null) (problem === null && isSuccess(answer?.status ?? null) ? succeeded : failed).run(run);
  };
}
