import { Worker } from 'node:worker_threads';

import type { Progress } from './projector.ts';

/** Places in the shared memory between the committing thread and the projector. */
export const SIGNAL = { wakes: 0, closing: 1 } as const;

export interface ProjectorStart {
  readonly captureFile: string;
  readonly indexFile: string;
  readonly signal: Int32Array<SharedArrayBuffer>;
}

export type ProjectorMessage =
  | { readonly type: 'ready'; readonly progress: Progress }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'problem'; readonly message: string | null };

export interface ProjectorEvents {
  progressed(progress: Progress): void;
  /** Why the index can't follow, and null when it can again. The record is not touched by this. */
  problem(message: string | null): void;
}

export interface ProjectorProcess {
  readonly progress: Progress;
  /** Says that the record has changed. Cheap enough for every commit. */
  wake(): void;
  close(): Promise<void>;
}

/** Starts the projector's thread and waits until the index is open. */
export async function startProjector(
  script: URL,
  files: Omit<ProjectorStart, 'signal'>,
  events: ProjectorEvents,
): Promise<ProjectorProcess> {
  const signal = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(script, { workerData: { ...files, signal } satisfies ProjectorStart });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let progress: Progress = { upTo: 0, stored: 0, reread: false, changedFrom: null, idle: false };

  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: ProjectorMessage) => {
      if (message.type === 'problem') return events.problem(message.message);
      progress = message.progress;
      if (message.type === 'ready') resolve();
      else events.progressed(progress);
    });
  });
  worker.on('error', (error) => events.problem(error.message));

  const wake = (): void => {
    Atomics.add(signal, SIGNAL.wakes, 1);
    Atomics.notify(signal, SIGNAL.wakes);
  };
  return {
    get progress() {
      return progress;
    },
    wake,
    async close() {
      Atomics.store(signal, SIGNAL.closing, 1);
      Atomics.notify(signal, SIGNAL.closing);
      wake();
      await ended;
    },
  };
}
