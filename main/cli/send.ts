import { readFileSync } from 'node:fs';
import process from 'node:process';

import { AppError } from '../../shared/reply.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { draftOfRequest, planDraft } from '../simulate/draft.ts';
import type { PlannedWebhook } from '../simulate/plan.ts';
import { planSource } from '../simulate/plan-source.ts';
import type { SentWebhook } from '../simulate/run-plan.ts';
import { runPlan } from '../simulate/run-plan.ts';
import type { Signers, SignWith } from '../simulate/signers.ts';
import { chooseSigners } from '../simulate/signers.ts';
import type { SendWebhook } from '../simulate/simulator.ts';
import { deliverTo, sendTo } from '../simulate/simulator.ts';
import { openRecord } from '../transfer/export-webhooks.ts';
import { accountsOfRun } from './accounts-of-run.ts';
import type { SendDestination } from './find-destination.ts';
import { findDestination } from './find-destination.ts';
import { openCourier } from './open-courier.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';
import { readChecks } from './stored-checks.ts';
import { visible } from './webhook-line.ts';

const EXIT_FAILED = 1;

/** Sends a scenario, or a stored webhook once more. 0 only where all were answered 2xx. */
export async function runSend(options: Options): Promise<number> {
  const destination = findDestination(options);
  const { plan, seed } = makePlan(options);
  const signers = await signersOf(options);
  if (seed !== null && plan.some(({ note }) => note !== null)) process.stderr.write(`scrambled with --seed ${seed}\n`);

  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  let sent = 0;
  let failed = 0;
  const { send, close } = openSending(destination, signers, options.data);
  await runPlan(plan, {
    send,
    isPaced: !options.send.noWait,
    signal: stop.signal,
    onSent(webhook) {
      sent += 1;
      if (!isAccepted(webhook)) failed += 1;
      if (!print(`${options.json ? JSON.stringify(webhook) : toLine(webhook)}\n`)) stop.abort();
    },
  }).finally(close);
  return failed > 0 || sent < plan.length ? EXIT_FAILED : 0;
}

/** What goes to a target is kept only where `--data` says so: meanwhile no app can open that folder. */
function openSending(destination: SendDestination, signers: Signers, data: string | undefined): Sending {
  if ('receiver' in destination) return { send: sendTo(destination.receiver, signers), async close() {} };
  const { target } = destination;
  const opened = data === undefined ? null : openCourier(chooseDataFolder(data, process.env, process.platform));
  if (opened === null) return { send: sendTo(target, signers), async close() {} };
  return { send: deliverTo(target, signers, opened.courier), close: opened.close };
}

interface Sending {
  readonly send: SendWebhook;
  readonly close: () => Promise<void>;
}

interface Plan {
  readonly plan: readonly PlannedWebhook[];
  /** Null where nothing was drawn. */
  readonly seed: number | null;
}

function makePlan({ words, from, send: { seed, noWait } }: Options): Plan {
  const [, word, ...rest] = words;
  if (word === undefined || rest.length > 0) {
    throw new AppError('bad-use', 'Say what to send: send FILE --to URL, or send --from DIR ID --to URL.');
  }
  if (from !== undefined) return { plan: planDraft(draftOfRequest(readStored(from, word)), 1), seed: null };
  return planSource(readSource(word), { seed, isPaced: !noWait }, Date.now());
}

function readStored(from: string, word: string) {
  if (!/^[1-9]\d{0,14}$/.test(word)) {
    throw new AppError('bad-id', `"${word}" is not the id of a webhook. Export prints the ids.`);
  }
  const id = Number(word);
  const record = openRecord(chooseDataFolder(from, process.env, process.platform));
  try {
    const found = record.page(id - 1, id).at(0);
    if (found === undefined) throw new AppError('no-webhook', `There is no webhook ${id} in ${from}.`);
    return found.request;
  } finally {
    record.close();
  }
}

function readSource(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new AppError('unreadable-file', `${file} can't be read: ${(error as Error).message}.`, { cause: error });
  }
}

/** The account that the command names signs; else the first that the data folder has. */
async function signersOf(options: Options): Promise<Signers> {
  const given = accountsOfRun(options);
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  const { keyRing } = await readChecks(folder, given);
  const signers = chooseSigners(keyRing, signWith(options, given[0]?.apiKey));
  if (signers === null) throw new AppError('no-secret', 'That account has no secret to sign with.');
  return signers;
}

function signWith({ send: { unsigned } }: Options, apiKey: string | null | undefined): SignWith {
  if (unsigned) return { by: 'nobody' };
  return apiKey === undefined ? { by: 'first' } : { by: 'account', apiKey };
}

function isAccepted({ answer }: SentWebhook): boolean {
  return answer !== null && answer >= 200 && answer < 300;
}

/** One webhook for a person's eyes: the answer first, because that is what is looked for. */
function toLine({ label, channel, status, messageId, note, answer, problem, ms }: SentWebhook): string {
  const parts = [
    answer === null ? '---' : String(answer),
    `${ms} ms`.padStart(7),
    label,
    channel,
    status,
    messageId,
    note === null ? null : `(${note})`,
    problem,
  ];
  return parts
    .filter((part) => part !== null)
    .map((part) => visible(part))
    .join('  ');
}
