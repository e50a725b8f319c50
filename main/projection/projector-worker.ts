import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';

import type { Checks } from '../signature/checks.ts';
import { openReadOnly } from '../store/open-database.ts';
import { openIndexDatabase } from './index-database.ts';
import { Projector } from './projector.ts';
import type { ProjectorMessage, ProjectorStart } from './projector-process.ts';
import { SIGNAL } from './projector-process.ts';

/**
 * The thread that keeps the index up to date. It works until nothing is left and then sleeps on shared memory: waking
 * it costs the committing thread less than a microsecond, where a message costs fourteen.
 */

const RETRY_MS = 1_000;

const { captureFile, indexFile, signal, checks, port } = workerData as ProjectorStart;
const post = (message: ProjectorMessage): void => parentPort?.postMessage(message);

const capture = openReadOnly(captureFile);
const index = openIndexDatabase(indexFile);
const projector = new Projector(capture, index, checks);
post({ type: 'ready', progress: projector.progress });

let failing = false;
let wanted: Checks | null = null;
let uses = 0;
while (Atomics.load(signal, SIGNAL.closing) === 0) {
  const seen = Atomics.load(signal, SIGNAL.wakes);
  try {
    for (let news = receiveMessageOnPort(port); news !== undefined; news = receiveMessageOnPort(port)) {
      wanted = news.message;
      uses += 1;
    }
    if (wanted !== null) {
      projector.use(wanted);
      // Only now: where it throws, the next turn tries again.
      wanted = null;
      post({ type: 'progress', progress: projector.progress, uses });
    }
    const progress = projector.step();
    if (failing) post({ type: 'problem', message: null });
    failing = false;
    if (progress.idle) Atomics.wait(signal, SIGNAL.wakes, seen);
    else post({ type: 'progress', progress, uses });
  } catch (error) {
    if (!failing) post({ type: 'problem', message: error instanceof Error ? error.message : String(error) });
    failing = true;
    // Not on `wakes`: under load that would try, and fail, thousands of times a second.
    Atomics.wait(signal, SIGNAL.closing, 0, RETRY_MS);
  }
}

port.close();
index.close();
capture.close();
