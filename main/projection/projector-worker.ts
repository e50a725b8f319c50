import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';

import { openForCheckpoints } from '../capture/capture-database.ts';
import { compactStep } from '../store/compact.ts';
import { isDamage, isDamageOfText } from '../store/damage.ts';
import type { Checks } from '../signature/checks.ts';
import type { Db } from '../store/open-database.ts';
import { openReadOnly } from '../store/open-database.ts';
import { deleteIndex } from './index-database.ts';
import { openIndexOf } from './open-index.ts';
import { Projector } from './projector.ts';
import type { ProjectorMessage, ProjectorOrder, ProjectorStart } from './projector-process.ts';
import { SIGNAL } from './projector-process.ts';

/**
 * The thread that keeps the index up to date. It works until nothing is left and then sleeps on shared memory: waking
 * it costs the committing thread less than a microsecond, where a message costs fourteen.
 */

const RETRY_MS = 1_000;
const COMPACT_PAGES = 400;

const { captureFile, indexFile, signal, durable, checks, port } = workerData as ProjectorStart;
const post = (message: ProjectorMessage): void => parentPort?.postMessage(message);

const capture = openReadOnly(captureFile);
/** Opened when it is first needed. */
let checkpoints = null as Db | null;
let index = openIndexOf(capture, indexFile);
const lastDurable = (): number => Number(Atomics.load(durable, 0));
let projector = new Projector(capture, index, checks, lastDurable);
let newestChecks = checks;
post({ type: 'ready', progress: projector.progress });

let failing = false;
/** Damaged: nothing is tried before the other side has let go of the file and orders a new one. */
let waiting = false;
let wanted: Checks | null = null;
let rebuild = false;
let compacting = false;
let uses = 0;
for (;;) {
  // Before everything that may be asked for, so that no sleep is begun over what is asked in the meantime.
  const seen = Atomics.load(signal, SIGNAL.wakes);
  if (Atomics.load(signal, SIGNAL.closing) === 1) break;
  if (Atomics.exchange(signal, SIGNAL.checkpoint, 0) === 1) checkpoint();
  try {
    for (let news = receiveMessageOnPort(port); news !== undefined; news = receiveMessageOnPort(port)) {
      take(news.message);
    }
    if (rebuild) beginAnew();
    if (wanted !== null && !waiting) {
      projector.use(wanted);
      // Only now: where it throws, the next turn tries again.
      wanted = null;
      post({ type: 'progress', progress: projector.progress, uses });
    }
    if (waiting) Atomics.wait(signal, SIGNAL.wakes, seen);
    else work(seen);
  } catch (error) {
    if (isDamage(error)) tellDamage(error);
    else if (!failing) post({ type: 'problem', message: error instanceof Error ? error.message : String(error) });
    failing = true;
    // Not on `wakes`: under load that would try, and fail, thousands of times a second.
    Atomics.wait(signal, SIGNAL.closing, 0, RETRY_MS);
  }
}

port.close();
index.close();
checkpoints?.close();
capture.close();

function take(order: ProjectorOrder): void {
  if (order.type === 'rebuild') rebuild = true;
  else if (order.type === 'compact') compacting = order.on;
  else if (order.type === 'examine') examine();
  else {
    wanted = order.checks;
    newestChecks = order.checks;
    uses += 1;
  }
}

function work(seen: number): void {
  const progress = projector.step();
  if (failing) post({ type: 'problem', message: null });
  failing = false;
  if (!progress.idle) post({ type: 'progress', progress, uses });
  else if (compacting) compact();
  else Atomics.wait(signal, SIGNAL.wakes, seen);
}

/** Between two batches: whoever reads the newest rows keeps the log from beginning anew. */
function checkpoint(): void {
  try {
    checkpoints ??= openForCheckpoints(captureFile);
    checkpoints.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // Nothing is lost: it is in the log, and tried again.
  }
  post({ type: 'checkpointed' });
}

function compact(): void {
  const { freedBytes, leftBytes } = compactStep(index, COMPACT_PAGES);
  compacting = leftBytes > 0 && freedBytes > 0;
  post({ type: 'compacted', freedBytes, leftBytes, isDone: !compacting });
}

/** Where it throws, as on Windows while somebody reads the file, the next turn tries again. */
function beginAnew(): void {
  index.close();
  deleteIndex(indexFile);
  index = openIndexOf(capture, indexFile);
  projector = new Projector(capture, index, newestChecks, lastDurable);
  wanted = null;
  rebuild = false;
  waiting = false;
  post({ type: 'progress', progress: { ...projector.progress, reread: true }, uses });
  post({ type: 'rebuilding' });
}

/** A reader has met damage, in one of three files. */
function examine(): void {
  if (waiting) return;
  if (!isSound(index)) tellIndexDamage();
  else if (!isSound(capture)) post({ type: 'damaged', what: 'record' });
}

function tellDamage(error: unknown): void {
  if (isDamageOfText(error) || !isSound(index)) return tellIndexDamage();
  projector.leaveHistory();
  // First: with the progress, `reindex` would be done.
  post({ type: 'damaged', what: 'record' });
  post({ type: 'progress', progress: { ...projector.progress, reread: true }, uses });
}

function tellIndexDamage(): void {
  waiting = true;
  post({ type: 'damaged', what: 'index' });
}

function isSound(db: Db): boolean {
  try {
    return db.prepare<[], string>('PRAGMA quick_check(1)').pluck().get() === 'ok';
  } catch {
    return false; // the check itself fell over the damage
  }
}
