import { parentPort, workerData } from 'node:worker_threads';

import { checkFiles } from './check-files.ts';
import type { KeeperJob } from './keeper.ts';
import { saveReadable } from './save-readable.ts';

/** A thread for one long job on the files of the data folder, which it only reads. */

const job = workerData as KeeperJob;
parentPort?.postMessage(job.type === 'check' ? checkFiles(job.files) : saveReadable(job.record, job.file));
