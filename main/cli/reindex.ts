import { EventEmitter, once } from 'node:events';
import { existsSync } from 'node:fs';
import process from 'node:process';

import { AppError } from '../../shared/reply.ts';
import { openCaptureDatabase } from '../capture/capture-database.ts';
import type { DataFolder } from '../data-folder.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { deleteIndex } from '../projection/index-database.ts';
import { startProjector } from '../projection/projector-process.ts';
import type { Progress } from '../projection/projector.ts';
import type { RebuildProgress } from '../projection/rebuild.ts';
import { makeKeyRing } from '../signature/key-ring.ts';
import { accountsFromEnvironment } from '../store/environment-accounts.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { defaultSettings } from '../store/settings-store.ts';
import type { WorkerScripts } from '../worker-scripts.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';

const TELL_MS = 1_000;

/**
 * Builds the index anew from the record, without the app. Verdicts need secrets, and not all can be opened here: the
 * app judges the history again at its next start.
 */
export async function runReindex(options: Options, { projector: script }: WorkerScripts): Promise<number> {
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  if (!existsSync(folder.capture)) throw new AppError('no-data', `There is no webhook history in ${folder.path}.`);
  const lock = lockFolder(folder.path);
  try {
    deleteIndex(folder.index);
    print(`${await buildIndex(folder, script, options)} webhooks are in the index\n`);
    return 0;
  } finally {
    lock.close();
  }
}

async function buildIndex(folder: DataFolder, script: URL, { accounts }: Options): Promise<number> {
  const newest = newestId(folder);
  const checks = {
    keyRing: makeKeyRing(accountsFromEnvironment(accounts, process.env)),
    settings: { ageLimitS: defaultSettings.signatureAgeLimit, rejectOld: false },
    isComplete: false,
  };
  const events = new EventEmitter<{ stop: [problem: string | null] }>();
  const stopped = once(events, 'stop') as Promise<[string | null]>;
  const stop = (problem: string | null): void => void events.emit('stop', problem);
  const tell = teller();
  const look = (progress: Progress): void => {
    if (progress.rebuild === undefined && progress.upTo >= newest) stop(null);
    else tell(progress.rebuild);
  };
  const projector = await startProjector(
    script,
    { captureFile: folder.capture, indexFile: folder.index, checks, lastId: newest },
    {
      progressed: look,
      problem: (message) => message !== null && stop(message),
      damaged: (what) => stop(`${what === 'record' ? 'capture.db' : 'index.db'} is damaged. Try \`check\``),
      compacted: () => {},
      checkpointed: () => {},
    },
  );
  look(projector.progress);
  const [problem] = await stopped;
  await projector.close();
  if (problem !== null) throw new AppError('not-indexed', `The index could not be built: ${problem}.`);
  return projector.progress.stored;
}

function newestId(folder: DataFolder): number {
  const record = openCaptureDatabase(folder.capture);
  try {
    return record.prepare<[], number | null>('SELECT max(id) FROM requests').pluck().get() ?? 0;
  } finally {
    record.close();
  }
}

/** Says how far it is, each second. */
function teller(): (rebuild: RebuildProgress | undefined) => void {
  let toldAt = Date.now();
  return (rebuild) => {
    if (rebuild === undefined || Date.now() - toldAt < TELL_MS) return;
    toldAt = Date.now();
    process.stderr.write(`${Math.floor((100 * rebuild.done) / rebuild.of)} %\n`);
  };
}
