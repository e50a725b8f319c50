import type { IncomingMessage } from 'node:http';

import type { Outcome } from '../domain/captured-request.ts';

export interface ReadBody {
  readonly bytes: Uint8Array;
  /** What the sender announced, or sent at least. */
  readonly announcedBytes: number;
  readonly outcome: Outcome;
}

/** Bytes of bodies that are being read at this moment, over all connections. */
export interface BodyBudget {
  used: number;
  readonly limit: number;
}

const NOTHING = new Uint8Array(0);
/** How much of a body that is too large is read and dropped, so that its sender gets to read our answer. */
const DRAIN_BYTES = 64 * 1_024 * 1_024;

/**
 * Reads a request's body and says how the reading ended. Calls `done` exactly once.
 *
 * Beyond `limit` only the first part is kept; so it is where the bodies in flight together would take more memory
 * than the budget allows. `interrupt` ends the reading at once with what has come so far.
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  budget: BodyBudget,
  done: (body: ReadBody) => void,
): { interrupt(outcome: Outcome): void } {
  const announced = Number(request.headers['content-length'] ?? 0) || 0;
  const chunks: Buffer[] = [];
  let kept = 0;
  let seen = 0;
  let cut: Outcome | null = null;
  let finished = false;

  const finish = (outcome: Outcome): void => {
    if (finished) return;
    finished = true;
    budget.used -= kept;
    const [first = NOTHING] = chunks;
    const bytes = chunks.length > 1 ? Buffer.concat(chunks, kept) : first;
    // The request lives as long as its answer is held back; its body need not.
    chunks.length = 0;
    done({ bytes, announcedBytes: Math.max(announced, seen), outcome: cut ?? outcome });
  };

  const keep = (chunk: Buffer): void => {
    chunks.push(chunk);
    kept += chunk.length;
    budget.used += chunk.length;
  };

  request.on('data', (chunk: Buffer) => {
    if (finished) return;
    seen += chunk.length;
    if (cut !== null) {
      if (seen > limit + DRAIN_BYTES) finish(cut);
    } else if (budget.used + chunk.length > budget.limit) {
      cut = 'refused';
    } else if (kept + chunk.length > limit) {
      cut = 'too-large';
      keep(chunk.subarray(0, limit - kept));
    } else {
      keep(chunk);
    }
  });
  request.on('end', () => finish('complete'));
  // Without a listener for errors a request that breaks off just closes.
  request.on('close', () => finish('aborted'));

  return { interrupt: finish };
}
