import process from 'node:process';

import type { TunnelChoice } from '../../shared/contract.ts';
import { isAsked } from '../../shared/rules/rule-match.ts';
import { AppError } from '../../shared/reply.ts';
import type { Core } from '../core.ts';
import { createCore } from '../core.ts';
import { chooseDataFolder } from '../data-folder.ts';
import type { Log } from '../domain/log.ts';
import { createLog } from '../domain/log.ts';
import { ngrokEdge } from '../tunnel/ngrok-edge.ts';
import type { WorkerScripts } from '../worker-scripts.ts';
import { accountsOfRun } from './accounts-of-run.ts';
import { isLeftSwitched, prepareSwitch } from './keep-switched.ts';
import type { Options } from './options.ts';
import { toDeliveryLine } from './delivery-line.ts';
import { readTarget } from './find-target.ts';
import { print } from './print.ts';
import { startPrinter } from './printer.ts';
import { vonageOfRun } from './vonage-of-run.ts';

const PARENT_CHECK_MS = 100;
/** Something broke, as opposed to a bad command. */
const EXIT_FAILED = 1;

/** Receives until SIGINT or SIGTERM and prints each webhook once it is stored and understood. */
export async function runListen(options: Options, version: string, workers: WorkerScripts): Promise<number> {
  const stopped = stopSignal();
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  const log = createLog((line) => process.stderr.write(line));
  const accounts = accountsOfRun(options);
  const { forward, replay } = options;
  const forwardTo = forward === undefined ? undefined : { ...readTarget(forward, replay.selfSigned), live: true };
  const core = await createCore({
    folder,
    version,
    log,
    workers,
    port: options.port,
    accounts,
    ...vonageOfRun(process.env),
    forwardTo,
    ngrokEdge: ngrokEdge(process.env),
    authtoken: process.env['NGROK_AUTHTOKEN'] || undefined,
  });
  if (forwardTo !== undefined) core.events.on('deliveries', (ids) => printDeliveries(core, ids));
  const { receiver } = core.state();
  if (receiver.state === 'listening') {
    print(`listening ${receiver.baseUrl}\n`);
    if (receiver.wantedPort !== null) log.info(`port ${receiver.wantedPort} is taken, so it is ${receiver.port}`);
  }
  const rules = core.rules.list().filter(isAsked);
  if (rules.length > 0) {
    const names = rules.map(({ name }) => `“${name}”`).join(', ');
    log.info(`${rules.length === 1 ? '1 rule changes' : `${rules.length} rules change`} answers: ${names}`);
  }
  const printer = startPrinter(workers.printer, { folder, after: core.progress().upTo, json: options.json });
  core.events.on('progress', ({ upTo }) => printer.printTo(upTo));
  let code: number;
  try {
    const { tunnel } = options;
    const offline = tunnel === null ? [] : [goOnline(core, tunnel, options, log)];
    code = await Promise.race([stopped, printer.ended.then(() => 0), ...offline]);
  } finally {
    await printer.close();
    await core.close();
  }
  if (options.application === null || !isLeftSwitched(folder)) return code;
  process.stderr.write('Not everything at Vonage is put back. Try: npm run -s cli -- restore\n');
  return EXIT_FAILED;
}

/**
 * Goes online, prints the public address whenever there is another one, and points Vonage at it where that is wanted.
 * Resolves with an exit code where that failed before anybody could use it; later on nobody is to lose webhooks because
 * of the tunnel.
 */
async function goOnline(core: Core, choice: TunnelChoice, { application, json }: Options, log: Log): Promise<number> {
  const wanted = application === null ? null : await prepareSwitch(core, application, process.env, log);
  let known: string | null = null;
  const failed = new Promise<number>((resolve) => {
    core.events.on('state', () => {
      const { state, url } = core.state().tunnel;
      if (state === 'offline' && known === null) resolve(EXIT_FAILED);
      if (state !== 'online' || url === null || url === known) return;
      const isFirst = known === null;
      known = url;
      // Every line but the first is an object there; the log on stderr tells it.
      if (!json) print(`online ${url}\n`);
      wanted?.pointTo(url, json).catch((error: unknown) => {
        log.error(`Vonage was not pointed at ${url}: ${error instanceof AppError ? error.message : String(error)}`);
        if (isFirst) resolve(EXIT_FAILED);
      });
    });
  });
  await core.online.goOnline(choice);
  return failed;
}

/** Beside the webhooks, so that their lines stay what they are for whoever reads them. */
function printDeliveries(core: Core, ids: readonly number[]): void {
  for (const id of ids) {
    const delivery = core.deliveries.get(id);
    if (delivery !== null) process.stderr.write(`→ ${toDeliveryLine(delivery.row)}\n`);
  }
}

/**
 * Ctrl+C, SIGTERM, and a terminal that is closed: whoever read the log is gone then, but what is switched at Vonage is
 * put back all the same. npm answers SIGTERM by ending the shell that it has started us from, and that one alone: then
 * nobody is left to ask.
 */
function stopSignal(): Promise<number> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(0));
    process.once('SIGTERM', () => resolve(0));
    process.once('SIGHUP', () => resolve(0));
    process.stderr.on('error', () => {});
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) resolve(0);
    }, PARENT_CHECK_MS);
    watch.unref();
  });
}
