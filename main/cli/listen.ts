import process from 'node:process';

import { createCore } from '../core.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { createLog } from '../domain/log.ts';
import type { WorkerScripts } from '../worker-scripts.ts';
import { accountsOfRun } from './accounts-of-run.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';
import { startPrinter } from './printer.ts';
import { vonageOfRun } from './vonage-of-run.ts';

const PARENT_CHECK_MS = 100;

/** Receives until SIGINT or SIGTERM and prints each webhook once it is stored and understood. */
export async function runListen(options: Options, version: string, workers: WorkerScripts): Promise<number> {
  const stopped = stopSignal();
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  const log = createLog((line) => process.stderr.write(line));
  const accounts = accountsOfRun(options);
  const core = await createCore({
    folder,
    version,
    log,
    workers,
    port: options.port,
    accounts,
    ...vonageOfRun(process.env),
  });
  const { receiver } = core.state();
  if (receiver.state === 'listening') {
    print(`listening ${receiver.baseUrl}\n`);
    if (receiver.wantedPort !== null) log.info(`port ${receiver.wantedPort} is taken, so it is ${receiver.port}`);
  }
  const printer = startPrinter(workers.printer, { folder, after: core.progress().upTo, json: options.json });
  core.events.on('progress', ({ upTo }) => printer.printTo(upTo));
  await Promise.race([stopped, printer.ended]);
  await printer.close();
  await core.close();
  return 0;
}

/** npm answers SIGTERM by ending the shell that it has started us from, and that one alone: then nobody is left to ask. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, PARENT_CHECK_MS);
    watch.unref();
  });
}
