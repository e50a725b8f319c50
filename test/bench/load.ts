import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

import { makeCorpus } from './corpus.ts';

/**
 * The load generator, a process of its own. Keeps connections alive, writes ready-made requests and counts answers.
 *
 * `load.ts closed PORT COUNT CONNECTIONS` sends the next request when an answer has come.
 * `load.ts open PORT COUNT RATE` sends at fixed times; latency counts from the time that was scheduled.
 */

const [mode, port, count, pace] = [process.argv[2], ...process.argv.slice(3).map(Number)] as [
  string,
  number,
  number,
  number,
];
const corpus = makeCorpus(count);
const latenciesMs = new Float64Array(count);
const SOCKETS_WHEN_OPEN = 64;

let answered = 0;
let refused = 0;

interface Connection {
  readonly socket: Socket;
  /** Start times of the requests on their way, oldest first. */
  readonly waiting: number[];
}

const STATUS_AT = 'HTTP/1.1 '.length;
const TWO = '2'.charCodeAt(0);
let usualLength = 0;

/**
 * Bytes of the answer at the start of these; 0 where it is not whole. Nearly all are as long as the one before, and are
 * not looked at: a generator that is slow at reading would be measured in place of the server.
 */
function answerLength(bytes: Buffer): number {
  if (bytes.length === usualLength) return usualLength;
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return 0;
  const body = Number(/content-length: (\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1] ?? 0);
  const length = end + 4 + body;
  if (bytes.length < length) return 0;
  usualLength = length;
  return length;
}

function open(onAnswer: (connection: Connection) => void): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const connection: Connection = { socket, waiting: [] };
    socket.setNoDelay(true);
    socket.on('connect', () => resolve(connection));
    socket.on('error', reject);
    let rest: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (let length = answerLength(rest); length > 0; length = answerLength(rest)) {
        if (rest[STATUS_AT] !== TWO) refused += 1;
        rest = rest.subarray(length);
        latenciesMs[answered] = performance.now() - (connection.waiting.shift() ?? 0);
        answered += 1;
        onAnswer(connection);
      }
    });
  });
}

async function runClosed(): Promise<number> {
  let sent = 0;
  return new Promise((resolve) => {
    let started = 0;
    const next = (connection: Connection): void => {
      if (answered === count) return resolve(performance.now() - started);
      const request = corpus[sent];
      if (request === undefined) return;
      sent += 1;
      connection.waiting.push(performance.now());
      connection.socket.write(request);
    };
    void Promise.all(Array.from({ length: pace }, () => open(next))).then((connections) => {
      started = performance.now();
      connections.forEach(next);
    });
  });
}

async function runOpen(): Promise<number> {
  let done: () => void;
  const finished = new Promise<void>((resolve) => (done = resolve));
  const idle: Connection[] = [];
  const give = (connection: Connection): void => {
    idle.push(connection);
    if (answered === count) done();
  };
  idle.push(...(await Promise.all(Array.from({ length: SOCKETS_WHEN_OPEN }, () => open(give)))));
  const started = performance.now();
  let sent = 0;
  const tick = (): void => {
    while (sent < count && started + (sent * 1_000) / pace <= performance.now()) {
      const connection = idle.pop();
      const request = corpus[sent];
      if (connection === undefined || request === undefined) break;
      connection.waiting.push(started + (sent * 1_000) / pace);
      connection.socket.write(request);
      sent += 1;
    }
    if (sent < count) setTimeout(tick, 1);
  };
  tick();
  await finished;
  return performance.now() - started;
}

const elapsedMs = mode === 'open' ? await runOpen() : await runClosed();
const sorted = latenciesMs.toSorted();
const at = (share: number): number => sorted[Math.min(count - 1, Math.floor(count * share))] ?? 0;
process.stdout.write(
  JSON.stringify({
    perSecond: (count * 1_000) / elapsedMs,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    refused,
    endedAt: Date.now(),
  }),
);
process.exit(0);
