import { parentPort, workerData } from 'node:worker_threads';

import { checkFiles } from './check-files.ts';
import { countBeyond } from './count-beyond.ts';
import type { KeeperJob } from './keeper.ts';
import { saveReadable } from './save-readable.ts';

/** A thread for one long job on the files of the data folder, which it only reads. */

const job = workerData as KeeperJob;
parentPort?.postMessage(run());

function run() {
  switch (job.type) {
    case 'check':
      return checkFiles(job.files);
    case 'count-beyond':
      return countBeyond(job.files, job.wished);
    case 'save':
      return saveReadable(job.record, job.file);
  }
}
