import { readFileSync } from 'node:fs';
import process from 'node:process';

import { AppError } from '../../shared/reply.ts';
import type { DataFolder } from '../data-folder.ts';
import { chooseDataFolder } from '../data-folder.ts';
import type { Explanation } from '../signature/doctor.ts';
import { explainWebhook } from '../signature/doctor.ts';
import { makeKeyRing } from '../signature/key-ring.ts';
import type { SignedRequest } from '../signature/verify-webhook.ts';
import { defaultSettings } from '../store/settings-store.ts';
import { openRecord } from '../transfer/export-webhooks.ts';
import { accountsOfRun } from './accounts-of-run.ts';
import { explanationText } from './explanation-text.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';
import { readChecks } from './stored-checks.ts';

const EXIT_NOT_VERIFIED = 1;

/** Explains the signature of a stored webhook, or of a token and a file. 0 only where it is verified. */
export async function runVerify(options: Options): Promise<number> {
  const explanation = options.token === undefined ? await explainStored(options) : explainGiven(options, options.token);
  print(options.json ? `${JSON.stringify(explanation)}\n` : explanationText(explanation));
  return explanation.verdict === 'verified' ? 0 : EXIT_NOT_VERIFIED;
}

async function explainStored(options: Options): Promise<Explanation> {
  if (options.body !== undefined || options.now !== undefined) {
    throw new AppError('bad-use', '--body and --now go with --token. A stored webhook has its own bytes and time.');
  }
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  const request = readStored(options, folder);
  const { keyRing, settings } = await readChecks(folder, accountsOfRun(options));
  return explainWebhook(request, keyRing, settings);
}

function readStored({ words }: Options, folder: DataFolder): SignedRequest {
  const [, word = '', ...rest] = words;
  const id = /^\d{1,15}$/.test(word) && rest.length === 0 ? Number(word) : 0;
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

function explainGiven(options: Options, token: string): Explanation {
  const { body, now = Date.now() / 1_000 } = options;
  if (options.words.length > 1) throw new AppError('bad-use', 'Give a token or the id of a stored webhook, not both.');
  if (body === undefined) throw new AppError('no-body', 'Say which bytes were signed: --body FILE.');
  const request = {
    method: 'POST',
    target: '/',
    rawHeaders: ['Authorization', `Bearer ${token.replace(/^bearer\s+/i, '')}`],
    body: readBytes(body),
    receivedAt: Math.floor(now * 1_000_000),
  };
  return explainWebhook(request, makeKeyRing(accountsOfRun(options)), {
    ageLimitS: defaultSettings.signatureAgeLimit,
    rejectOld: false,
  });
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new AppError('unreadable-file', `${file} can't be read: ${(error as Error).message}.`, { cause: error });
  }
}
