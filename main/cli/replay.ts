import { existsSync } from 'node:fs';
import process from 'node:process';

import type { Pace, Run, RunPlan, SignatureChoice } from '../../shared/contract/deliveries.ts';
import { readFilter } from '../../shared/filter/parse-filter.ts';
import { AppError } from '../../shared/reply.ts';
import type { DataFolder } from '../data-folder.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { Courier } from '../deliveries/courier.ts';
import { Replays } from '../deliveries/replays.ts';
import { WebhookSource } from '../deliveries/webhook-source.ts';
import { createClock } from '../domain/clock.ts';
import { createLog } from '../domain/log.ts';
import type { KeyRing } from '../signature/key-ring.ts';
import { openDeliveryConnection } from '../store/app-database.ts';
import { DeliveryStore } from '../store/delivery-store.ts';
import { accountsFromEnvironment } from '../store/environment-accounts.ts';
import { RunStore } from '../store/run-store.ts';
import { exportWebhooks } from '../transfer/export-webhooks.ts';
import { toDeliveryLine } from './delivery-line.ts';
import { findTarget } from './find-target.ts';
import type { Options, ReplayFlags } from './options.ts';
import { print } from './print.ts';
import { readChecks } from './stored-checks.ts';
import { tryLock } from './try-lock.ts';

const EXIT_NOT_ALL_TAKEN = 1;
/** Nobody waits a day for a gap in a recording. */
const LONGEST_GAP_MS = 3_600_000;

/** Sends stored webhooks again. 0 only where each was answered 2xx. */
export async function runReplay(options: Options): Promise<number> {
  const { to } = options.replay;
  if (to === undefined)
    throw new AppError('no-target', 'Say where to: --to http://localhost:3000, or a target’s name.');
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  const target = findTarget(to, folder, options.replay.selfSigned);
  const plan = readPlan(options.replay);
  if (!existsSync(folder.capture)) throw new AppError('no-data', `There is no webhook history in ${folder.path}.`);
  const webhooks = chooseWebhooks(options, folder);
  const { keyRing } = await readChecks(folder, accountsFromEnvironment(options.accounts, process.env));

  const opened = openReplays(folder, keyRing, options.json);
  const { replays } = opened;
  try {
    process.stderr.write(`Replaying ${webhooks.length === 1 ? '1 webhook' : `${webhooks.length} webhooks`} to ${to}\n`);
    const id = replays.start(webhooks, target, plan);
    process.once('SIGINT', () => replays.cancel(id));
    process.once('SIGTERM', () => replays.cancel(id));
    const run = await replays.ended(id);
    process.stderr.write(`${tellRun(run)}\n`);
    return run.state === 'done' && run.failed === 0 ? 0 : EXIT_NOT_ALL_TAKEN;
  } finally {
    await opened.close();
  }
}

/** Beside a running app, which is the only one that writes its folder, the run is kept in memory alone. */
function openReplays(
  folder: DataFolder,
  keyRing: KeyRing,
  json: boolean,
): { replays: Replays; close(): Promise<void> } {
  const lock = tryLock(folder);
  if (lock === null) process.stderr.write('The app is using this data folder, so this run is not kept there.\n');
  const db = openDeliveryConnection(lock === null ? ':memory:' : folder.app);
  const clock = createClock();
  const log = createLog((line) => process.stderr.write(line));
  const deliveries = new DeliveryStore(db, { log, flushed: (ids) => printAll(deliveries, ids, json) });
  const source = new WebhookSource(folder.capture);
  const courier = new Courier(deliveries, clock);
  const runs = new RunStore(db, clock);
  const replays = new Replays({ source, deliveries, courier, runs, clock, log, keyRing: () => keyRing, changed() {} });
  return {
    replays,
    async close() {
      await replays.close();
      await courier.close();
      source.close();
      db.close();
      lock?.close();
    },
  };
}

function printAll(deliveries: DeliveryStore, ids: readonly number[], json: boolean): void {
  for (const id of ids) {
    const detail = deliveries.get(id);
    if (detail !== null) print(`${json ? JSON.stringify(detail.row) : toDeliveryLine(detail.row)}\n`);
  }
}

function chooseWebhooks({ words, filter, replay }: Options, folder: DataFolder): number[] {
  const given = words.slice(1);
  const ways = [given.length > 0, filter !== '', replay.all].filter(Boolean).length;
  if (ways !== 1) {
    throw new AppError('bad-use', 'Say which webhooks, in one way: their ids, --filter FILTER, or --all.');
  }
  const wrong = given.find((word) => !/^[1-9]\d{0,14}$/.test(word));
  if (wrong !== undefined) throw new AppError('bad-id', `"${wrong}" is not the id of a webhook, as export prints it.`);
  if (given.length > 0) return given.map(Number);
  const found: number[] = [];
  for (const { request } of exportWebhooks(folder, readFilter(filter), Date.now())) found.push(request.id);
  if (found.length === 0) throw new AppError('no-webhook', 'No webhook fits.');
  return found;
}

function readPlan({ pace, concurrency, signature, stopOnFailure }: ReplayFlags): RunPlan {
  return {
    order: 'as-given',
    pace: readPace(pace),
    concurrency: readConcurrency(concurrency),
    stopOnFailure,
    signature: readSignature(signature),
    repeat: 1,
    edit: null,
  };
}

function readPace(text: string | undefined): Pace {
  if (text === undefined || text === 'at-once') return { kind: 'at-once' };
  if (text === 'recorded') return { kind: 'recorded', longestGapMs: LONGEST_GAP_MS };
  if (/^[1-9]\d{0,6}$/.test(text)) return { kind: 'fixed', everyMs: Math.min(Number(text), LONGEST_GAP_MS) };
  throw new AppError('bad-pace', `"${text}" is no pace. Give at-once, recorded, or the milliseconds between two.`);
}

function readConcurrency(text = '1'): number {
  if (/^[1-9]\d?$/.test(text) && Number(text) <= 64) return Number(text);
  throw new AppError('bad-concurrency', `"${text}" can't be sent at once. Give a number from 1 to 64.`);
}

function readSignature(text = 'keep'): SignatureChoice {
  if (text === 'keep' || text === 're-sign' || text === 'remove') return text;
  throw new AppError('bad-signature', `"${text}" is no choice. Give keep, re-sign or remove.`);
}

function tellRun({ state, total, sent, succeeded, failed }: Run): string {
  const end = state === 'done' ? '' : ` The run was ${state} after ${sent} of ${total}.`;
  return `${succeeded} answered 2xx, ${failed} not.${end}`;
}
