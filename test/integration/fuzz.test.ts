import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';

import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';

import type { BadConnection } from '../support/bad-requests.ts';
import { createRandom, makeBadConnection } from '../support/bad-requests.ts';
import { startCore } from '../support/core.ts';
import { send } from '../support/http.ts';
import { stored } from '../support/stored.ts';

const REQUESTS = 6_000;
const BATCH = 250;
const AT_ONCE = 16;

/** Set it to what a failed run has printed to see the same requests again. */
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 4_294_967_296));

/** Writes the pieces, each in a turn of its own, and resolves when the connection is gone. */
async function run(port: number, { pieces, hangsUp }: BadConnection): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {
    // The receiver has hung up while we were still writing, as it may.
  });
  socket.resume();
  for (const piece of pieces) {
    if (!socket.destroyed && piece.length > 0) socket.write(piece);
    await setImmediate();
  }
  if (hangsUp) socket.destroySoon();
  else socket.end();
  await closed;
}

/** What Node's parser makes of the bytes, told by Node itself: each request whose headers were complete. */
function countParsed(): { count: number } {
  const parsed = { count: 0 };
  const note = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    if (request.url !== '/still-there') parsed.count += 1;
  };
  subscribe('http.server.request.start', note);
  onTestFinished(() => void unsubscribe('http.server.request.start', note));
  return parsed;
}

test(`the receiver survives ${REQUESTS} bad requests and keeps each one that could be read (FUZZ_SEED=${seed})`, async () => {
  const { core, url, folder } = await startCore();
  const random = createRandom(seed);
  const parsed = countParsed();
  const db = new Database(`${folder}/capture.db`, { readonly: true });
  onTestFinished(() => void db.close());
  const rows = db
    .prepare<[], number>(`SELECT count(*) FROM requests WHERE target <> '/still-there' AND method <> 'CONNECT'`)
    .pluck();

  const whole = new Map<string, Buffer>();
  for (let made = 0; made < REQUESTS; made += BATCH) {
    const connections = Array.from({ length: BATCH }, (_, index) => makeBadConnection(random, String(made + index)));
    for (const connection of connections)
      for (const { target, body } of connection.whole ?? []) whole.set(target, body);
    const queue = connections.values();
    const worker = async (): Promise<void> => {
      for (const connection of queue) await run(core.receiver.port, connection);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect((await send(url, { target: '/still-there' })).status).toBe(200);
    // The last ones are stored once the receiver has noticed that their senders are gone.
    await expect.poll(() => rows.get(), { timeout: 5_000 }).toBe(parsed.count);
  }

  const kept = stored(folder);
  const bodies = new Map(kept.map(({ target, body }) => [target, body]));
  const changed = [...whole].filter(([target, body]) => bodies.get(target)?.equals(body) !== true);
  expect(changed.map(([target]) => target)).toEqual([]);

  // That this tries something: much is read, much is not, and much breaks in the middle.
  expect(parsed.count).toBeGreaterThan(1_000);
  expect(core.state().brokenRequests).toBeGreaterThan(1_000);
  expect(kept.filter(({ outcome }) => outcome === 'aborted').length).toBeGreaterThan(200);
  expect(whole.size).toBeGreaterThan(200);
  expect(new Set(kept.map(({ method }) => method)).size).toBeGreaterThan(8);
  await core.close();
}, 90_000);
