import { Worker } from 'node:worker_threads';

import type { DataFolder } from '../data-folder.ts';

export interface PrinterStart {
  readonly folder: DataFolder;
  /** Webhooks up to this id are not printed: they are of an earlier time. */
  readonly after: number;
  readonly json: boolean;
}

export interface Printer {
  /** Prints all webhooks up to this id that have not been printed, in order. */
  printTo(upTo: number): void;
  /** Resolves when the thread has ended: after `close`, or because nobody reads its lines any more. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export function startPrinter(script: URL, start: PrinterStart): Printer {
  const worker = new Worker(script, { workerData: start });
  const ended = new Promise<void>((resolve, reject) => {
    worker.once('exit', () => resolve());
    worker.once('error', reject);
  });
  return {
    printTo: (upTo) => worker.postMessage(upTo),
    ended,
    async close() {
      worker.postMessage('close');
      await ended;
    },
  };
}
