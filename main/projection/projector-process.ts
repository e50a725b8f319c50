import type { MessagePort } from 'node:worker_threads';
import { MessageChannel, Worker } from 'node:worker_threads';

import type { Checks } from '../signature/checks.ts';
import type { Progress } from './projector.ts';
import { THREAD_LIMITS } from './thread-memory.ts';

/** Places in the shared memory between the committing thread and the projector. */
export const SIGNAL = { wakes: 0, closing: 1, checkpoint: 2 } as const;

export interface ProjectorStart {
  readonly captureFile: string;
  readonly indexFile: string;
  readonly signal: Int32Array<SharedArrayBuffer>;
  /** The highest id that is on disk. What the record shows above it a power cut may take back, and its id is used again. */
  readonly durable: BigInt64Array<SharedArrayBuffer>;
  /** What to verify with at first, and where other ones come from: asleep on shared memory it hears no events. */
  readonly checks: Checks;
  readonly port: MessagePort;
}

export type ProjectorOrder =
  | { readonly type: 'use'; readonly checks: Checks }
  /** Throws the index away and builds it anew. On some systems only once nobody else has it open. */
  | { readonly type: 'rebuild' }
  /** Gives free space of the index back to the disk, a step at a time while nothing else waits. */
  | { readonly type: 'compact'; readonly on: boolean }
  /** Looks which file is damaged, because a reader has met damage. */
  | { readonly type: 'examine' };

export interface CompactProgress {
  readonly freedBytes: number;
  readonly leftBytes: number;
  readonly isDone: boolean;
}

export type ProjectorMessage =
  | { readonly type: 'rebuilding' }
  | { readonly type: 'checkpointed' }
  | { readonly type: 'damaged'; readonly what: 'index' | 'record' }
  | ({ readonly type: 'compacted' } & CompactProgress)
  | { readonly type: 'ready'; readonly progress: Progress }
  /** `uses` counts the checks that the projector had been given by then. */
  | { readonly type: 'progress'; readonly progress: Progress; readonly uses: number }
  | { readonly type: 'problem'; readonly message: string | null };

export interface ProjectorEvents {
  progressed(progress: Progress): void;
  /** Why the index can't follow, and null when it can again. The record is not touched by this. */
  problem(message: string | null): void;
  /** A file is damaged. After that of the index nothing is followed until `rebuild`. */
  damaged(what: 'index' | 'record'): void;
  compacted(progress: CompactProgress): void;
  /** What `checkpoint` asked for is done, or could not be. */
  checkpointed(): void;
}

export interface ProjectorProcess {
  readonly progress: Progress;
  /** Says that the record is on disk up to this id. Cheap enough for every commit. */
  follow(lastId: number): void;
  /** Says that the record has changed otherwise. */
  wake(): void;
  /** Verifies with these from now on, and what is stored again. */
  use(checks: Checks): void;
  /** Resolves when the new index is there; its history follows in the background. */
  rebuild(): Promise<void>;
  examine(): void;
  compact(on: boolean): void;
  /** Copies the log of the record into its database, between two batches; always true: it will. */
  checkpoint(): true;
  close(): Promise<void>;
}

/** Starts the projector's thread and waits until the index is open. `lastId`: what is on disk by now. */
export async function startProjector(
  script: URL,
  start: Omit<ProjectorStart, 'signal' | 'durable' | 'port'> & { readonly lastId: number },
  events: ProjectorEvents,
): Promise<ProjectorProcess> {
  const { lastId, ...files } = start;
  const signal = new Int32Array(new SharedArrayBuffer(Object.keys(SIGNAL).length * Int32Array.BYTES_PER_ELEMENT));
  const durable = new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT));
  durable[0] = BigInt(lastId);
  const { port1: port, port2: far } = new MessageChannel();
  const worker = new Worker(script, {
    name: 'projector',
    resourceLimits: THREAD_LIMITS,
    workerData: { ...files, signal, durable, port: far } satisfies ProjectorStart,
    transferList: [far],
  });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let uses = 0;
  let progress: Progress = { upTo: 0, stored: 0, reread: false, changedFrom: null, idle: false, changeSeq: 0 };
  const rebuilding: (() => void)[] = [];

  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: ProjectorMessage) => {
      if (message.type === 'problem') return events.problem(message.message);
      if (message.type === 'damaged') return events.damaged(message.what);
      if (message.type === 'checkpointed') return events.checkpointed();
      if (message.type === 'compacted') return events.compacted(message);
      if (message.type === 'rebuilding') {
        for (const done of rebuilding.splice(0)) done();
        return;
      }
      if (message.type === 'ready') {
        progress = message.progress;
        return resolve();
      }
      // Sent before the thread had read what it was given last: a re-check may be ahead that it does not know of.
      const isLate = message.uses < uses;
      progress = isLate ? { ...message.progress, recheck: progress.recheck } : message.progress;
      events.progressed(progress);
    });
  });
  worker.on('error', (error) => events.problem(error.message));

  const wake = (): void => {
    Atomics.add(signal, SIGNAL.wakes, 1);
    Atomics.notify(signal, SIGNAL.wakes);
  };
  const order = (message: ProjectorOrder): void => {
    port.postMessage(message);
    wake();
  };
  return {
    get progress() {
      return progress;
    },
    follow(lastCommitted) {
      Atomics.store(durable, 0, BigInt(lastCommitted));
      wake();
    },
    wake,
    use(checks) {
      uses += 1;
      progress = { ...progress, recheck: { checked: 0, of: progress.upTo } };
      order({ type: 'use', checks });
    },
    rebuild() {
      order({ type: 'rebuild' });
      return Promise.race([new Promise<void>((resolve) => rebuilding.push(resolve)), ended]);
    },
    examine: () => order({ type: 'examine' }),
    compact: (on) => order({ type: 'compact', on }),
    checkpoint() {
      Atomics.store(signal, SIGNAL.checkpoint, 1);
      wake();
      return true;
    },
    async close() {
      Atomics.store(signal, SIGNAL.closing, 1);
      Atomics.notify(signal, SIGNAL.closing);
      wake();
      await ended;
    },
  };
}
