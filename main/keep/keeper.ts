import { Worker } from 'node:worker_threads';

import type { DataFiles } from '../projection/reader.ts';
import type { CheckedFile } from './check-files.ts';
import type { Wished } from './count-beyond.ts';
import type { Saved } from './save-readable.ts';

export type KeeperJob =
  | { readonly type: 'check'; readonly files: DataFiles }
  | { readonly type: 'count-beyond'; readonly files: DataFiles; readonly wished: Wished }
  | { readonly type: 'save'; readonly record: string; readonly file: string };

/** Long jobs on the files, each in a thread of its own: one at a time, the same one once. */
export class Keeper {
  readonly #script: URL;
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(script: URL) {
    this.#script = script;
  }

  check({ capture, index, app }: DataFiles): Promise<CheckedFile[]> {
    return this.#queue({ type: 'check', files: { capture, index, app } }) as Promise<CheckedFile[]>;
  }

  /** How many webhooks would go under other limits. */
  countBeyond({ capture, index, app }: DataFiles, wished: Wished): Promise<number> {
    return this.#queue({ type: 'count-beyond', files: { capture, index, app }, wished }) as Promise<number>;
  }

  /** Writes what can be read of a damaged record to a new file. */
  save(record: string, file: string): Promise<Saved> {
    return this.#queue({ type: 'save', record, file }) as Promise<Saved>;
  }

  /** What is running is broken off: it only reads, or writes a file of its own. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #queue(job: KeeperJob): Promise<unknown> {
    const result = this.#last.then(() => this.#run(job));
    this.#last = result.catch(() => {});
    return result;
  }

  #run(job: KeeperJob): Promise<unknown> {
    const worker = new Worker(this.#script, { workerData: job });
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => {
        this.#worker = null;
        reject(new Error('the job was broken off'));
      });
    });
  }
}
