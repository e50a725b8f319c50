import type { MessagePort } from 'node:worker_threads';
import { MessageChannel, Worker } from 'node:worker_threads';

import type { Checks } from '../signature/checks.ts';
import type { Progress } from './projector.ts';

/** Places in the shared memory between the committing thread and the projector. */
export const SIGNAL = { wakes: 0, closing: 1 } as const;

export interface ProjectorStart {
  readonly captureFile: string;
  readonly indexFile: string;
  readonly signal: Int32Array<SharedArrayBuffer>;
  /** What to verify with at first, and where other ones come from: asleep on shared memory it hears no events. */
  readonly checks: Checks;
  readonly port: MessagePort;
}

export type ProjectorMessage =
  | { readonly type: 'ready'; readonly progress: Progress }
  /** `uses` counts the checks that the projector had been given by then. */
  | { readonly type: 'progress'; readonly progress: Progress; readonly uses: number }
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
  /** Verifies with these from now on, and what is stored again. */
  use(checks: Checks): void;
  close(): Promise<void>;
}

/** Starts the projector's thread and waits until the index is open. */
export async function startProjector(
  script: URL,
  files: Omit<ProjectorStart, 'signal' | 'port'>,
  events: ProjectorEvents,
): Promise<ProjectorProcess> {
  const signal = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const { port1: port, port2: far } = new MessageChannel();
  const worker = new Worker(script, {
    name: 'projector',
    workerData: { ...files, signal, port: far } satisfies ProjectorStart,
    transferList: [far],
  });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let uses = 0;
  let progress: Progress = { upTo: 0, stored: 0, reread: false, changedFrom: null, idle: false };

  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: ProjectorMessage) => {
      if (message.type === 'problem') return events.problem(message.message);
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
  return {
    get progress() {
      return progress;
    },
    wake,
    use(checks) {
      uses += 1;
      progress = { ...progress, recheck: { checked: 0, of: progress.upTo } };
      port.postMessage(checks);
      wake();
    },
    async close() {
      Atomics.store(signal, SIGNAL.closing, 1);
      Atomics.notify(signal, SIGNAL.closing);
      wake();
      await ended;
    },
  };
}
