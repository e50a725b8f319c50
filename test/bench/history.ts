import { randomUUID } from 'node:crypto';

import { joinHeaders, openCaptureDatabase } from '../../main/capture/capture-database.ts';
import type { DataFolder } from '../../main/data-folder.ts';
import { makeDataFolder } from '../../main/data-folder.ts';
import { openIndexDatabase } from '../../main/projection/index-database.ts';
import { Projector } from '../../main/projection/projector.ts';
import { signJwt } from '../../main/signature/sign-jwt.ts';
import { openAppDatabase } from '../../main/store/app-database.ts';

const SIGNER = {
  secret: 'bench-signature-secret-0001-not-a-real-secret',
  apiKey: 'a1b2c3d4',
  applicationId: '3f6d2b1c-8e47-4a59-9d30-5b7c1e0f2a68',
};
const LIVES = [
  ['submitted', 'delivered', 'read'],
  ['submitted', 'delivered'],
  ['submitted', 'rejected'],
  ['submitted', 'undeliverable'],
] as const;
const CHANNELS = ['sms', 'whatsapp', 'rcs', 'messenger', 'viber_service', 'mms'] as const;
/** One token for all: signing a million costs more than what is measured. The record keeps it as it came. */
const TOKEN = signJwt(Buffer.from('{}'), SIGNER, 1_736_933_400);
/** Recent, because old history is deleted; a million spans three days. */
const APART_US = 250_000;
const BATCH = 20_000;

/** One word that stands in this many webhooks of a history of a million: for searches with few hits. */
export const RARE_WORD = 'kingfisher';
const RARE_EVERY = 9_973;

/**
 * Fills an empty data folder with a history: lives of messages, three webhooks each on average, an inbound message for
 * every fourth. Written past the receiver, because ten minutes of load are not what is measured here.
 */
export function makeHistory(folder: DataFolder, count: number): void {
  makeDataFolder(folder);
  openAppDatabase(folder.app).close();
  const db = openCaptureDatabase(folder.capture);
  db.pragma('synchronous = OFF');
  const insert = db.prepare(
    `INSERT INTO requests (id, received_at, method, target, http_version, headers, body, announced_bytes, outcome, remote,
       via, duration_us, answer_status, answer_type, answer_body, answer_rule)
     VALUES (?, ?, 'POST', ?, '1.1', ?, ?, ?, 'complete', '127.0.0.1', 'local', 400, 200, NULL, '', NULL)`,
  );
  const startUs = Date.now() * 1_000 - count * APART_US;
  const webhooks = streamOf(count, startUs);
  for (let first = 1; first <= count; first += BATCH) {
    db.transaction(() => {
      for (let id = first; id < Math.min(first + BATCH, count + 1); id += 1) {
        const { value } = webhooks.next();
        if (value === undefined) return;
        const body = Buffer.from(value.body);
        insert.run(id, startUs + id * APART_US, value.target, headersFor(body.length), body, body.length);
      }
    })();
  }
  db.close();
}

/** Indexes the whole record in this thread. Returns the seconds it took. */
export function indexHistory(folder: DataFolder): number {
  const capture = openCaptureDatabase(folder.capture);
  const index = openIndexDatabase(folder.index);
  const started = performance.now();
  const projector = new Projector(capture, index);
  while (!projector.step().idle);
  const seconds = (performance.now() - started) / 1_000;
  index.pragma('wal_checkpoint(TRUNCATE)');
  index.close();
  capture.close();
  return seconds;
}

function headersFor(length: number): string {
  return joinHeaders(
    [
      ['Host', 'hooks.example.test'],
      ['User-Agent', 'Apache-HttpAsyncClient/4.1 (Java/11)'],
      ['Content-Type', 'application/json'],
      ['Content-Length', String(length)],
      ['Authorization', `Bearer ${TOKEN}`],
    ].flat(),
  );
}

function* streamOf(count: number, startUs: number): Generator<{ target: string; body: string }> {
  for (let message = 0, made = 0; made < count; message += 1) {
    const parties = {
      message_uuid: randomUUID(),
      to: `4477009${String(message % 100_000).padStart(5, '0')}`,
      from: '447700900000',
      channel: CHANNELS[message % CHANNELS.length],
    };
    const at = (second: number): string => new Date((startUs + made * APART_US) / 1_000 + second * 1_000).toISOString();
    if (message % 4 === 3) {
      made += 1;
      const animal = made % RARE_EVERY < 4 ? RARE_WORD : 'sparrow';
      const text = `Where is order ${made}? The ${animal} should have been here by now.`;
      yield {
        target: '/webhooks/inbound-message',
        body: JSON.stringify({ ...parties, timestamp: at(0), message_type: 'text', text }),
      };
      continue;
    }
    const life = LIVES[message % LIVES.length] ?? LIVES[0];
    for (const [step, status] of life.entries()) {
      made += 1;
      const error =
        status === 'rejected' || status === 'undeliverable'
          ? { error: { type: 'https://developer.vonage.com/api-errors/messages#1320', title: '1320', detail: 'x' } }
          : {};
      const usage = { usage: { currency: 'EUR', price: '0.0333' }, client_ref: `order-${message}` };
      yield {
        target: '/webhooks/message-status',
        body: JSON.stringify({ ...parties, timestamp: at(step), status, ...error, ...usage }),
      };
    }
  }
}
