import { readFileSync } from 'node:fs';
import process from 'node:process';

import { AppError } from '../../shared/reply.ts';
import type { StepState } from '../../shared/signature.ts';
import type { DataFolder } from '../data-folder.ts';
import { chooseDataFolder } from '../data-folder.ts';
import type { Explanation } from '../signature/doctor.ts';
import { explainWebhook } from '../signature/doctor.ts';
import type { SignedRequest } from '../signature/verify-webhook.ts';
import { openRecord } from '../transfer/export-webhooks.ts';
import { readKeyRing } from './key-ring-from-environment.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';

const EXIT_NOT_VERIFIED = 1;
/** An old signature is a finding here as everywhere: retries and replays are old. */
const SETTINGS = { ageLimitS: 300, rejectOld: false };

/** Explains the signature of a stored webhook, or of a token and a file. 0 only where it is verified. */
export function runVerify(options: Options): number {
  const request =
    options.token === undefined
      ? readStored(options, chooseDataFolder(options.data, process.env, process.platform))
      : readGiven(options, options.token);
  const explanation = explainWebhook(request, readKeyRing(options, process.env), SETTINGS);
  print(options.json ? `${JSON.stringify(explanation)}\n` : toText(explanation));
  return explanation.verdict === 'verified' ? 0 : EXIT_NOT_VERIFIED;
}

function readStored({ words }: Options, folder: DataFolder): SignedRequest {
  const [, word = ''] = words;
  const id = /^\d{1,15}$/.test(word) ? Number(word) : 0;
  if (id === 0)
    throw new AppError('bad-id', 'Say which webhook: verify --data DIR ID, with the id that export prints.');
  const record = openRecord(folder);
  try {
    const found = record.page(id - 1, id).at(0);
    if (found === undefined) throw new AppError('no-webhook', `There is no webhook ${id} in ${folder.path}.`);
    return found.request;
  } finally {
    record.close();
  }
}

function readGiven({ body, now }: Options, token: string): SignedRequest {
  if (body === undefined) throw new AppError('no-body', 'Say which bytes were signed: --body FILE.');
  const seconds = now === undefined ? Date.now() / 1_000 : Number(now);
  if (now !== undefined && !/^\d{1,12}$/.test(now)) {
    throw new AppError('bad-time', `"${now}" is not a time. Give seconds since 1970: --now 1736933400.`);
  }
  return {
    method: 'POST',
    target: '/',
    rawHeaders: ['Authorization', `Bearer ${token}`],
    body: readBytes(body),
    receivedAt: Math.floor(seconds * 1_000_000),
  };
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new AppError('unreadable-file', `${file} can't be read: ${(error as Error).message}.`, { cause: error });
  }
}

const MARKS: Readonly<Record<StepState, string>> = { pass: '✓', fail: '✗', finding: '!', 'not-reached': '·' };

function toText({ verdict, reason, steps, causes, notes, hashes, difference }: Explanation): string {
  const lines = [reason === null ? verdict : `${verdict}: ${reason}`];
  for (const { state, sentence } of steps) lines.push(`  ${MARKS[state]} ${sentence}`);
  for (const { sentence } of causes) lines.push(`Cause: ${sentence}`);
  if (hashes !== null && hashes.claimed !== hashes.received) {
    lines.push(`Hash that was signed:  ${hashes.claimed ?? 'none'}`, `Hash of these bytes:   ${hashes.received}`);
  }
  if (difference !== null) {
    lines.push(`First difference: byte ${difference.offset}, line ${difference.line}, column ${difference.column}`);
  }
  for (const note of notes) lines.push(`Note: ${note}`);
  return `${lines.join('\n')}\n`;
}
