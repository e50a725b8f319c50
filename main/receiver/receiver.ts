import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';

import type { Arrival, Settled } from '../capture/capture-log.ts';
import type { Answer, Outcome, Via } from '../domain/captured-request.ts';
import type { Clock } from '../domain/clock.ts';
import { answerBroken, statusOfBroken } from './broken-request.ts';
import { withoutMark } from './announcement.ts';
import type { Question } from './default-answer.ts';
import { Doors } from './doors.ts';
import { HeldAnswers } from './held-answers.ts';
import { listen } from './listen.ts';
import type { BodyBudget } from './read-body.ts';
import { readBody } from './read-body.ts';
import { answerLate, send } from './send-answer.ts';

export interface ReceiverLimits {
  /** All bodies in flight together. */
  readonly inFlightBytes: number;
  readonly headerBytes: number;
  readonly headersMs: number;
  /** From the first byte of a request to the last. */
  readonly requestMs: number;
}

export const defaultLimits: ReceiverLimits = {
  inFlightBytes: 256 * 1_024 * 1_024,
  headerBytes: 64 * 1_024,
  headersMs: 15_000,
  requestMs: 60_000,
};

export interface ReceiverParts {
  readonly clock: Clock;
  readonly limits: ReceiverLimits;
  /** Of a body larger than this, in bytes, only the first part is kept. Asked for each request. */
  readonly bodyLimit: () => number;
  /** Decides the answer to a whole request; a promise only where a target is asked, and it never rejects. */
  readonly answerTo: (question: Question, receivedAt: number, via: Via) => Answer | Promise<Answer>;
  /** The answer to a probe of our own, which is no webhook and not stored; null for everything else. */
  readonly answerProbe: (question: Question) => Answer | null;
  /** Whether a request on the usual port was sent to our public address. */
  readonly isPublic: (rawHeaders: readonly string[]) => boolean;
  readonly append: (arrival: Arrival, settled: Settled) => void;
  /** What our own command line marks its requests with. */
  readonly simulatorKey: string;
  /** Something arrived that was no HTTP: there is nothing to store, so it is only counted. */
  readonly onBroken: (reason: string) => void;
}

export interface Receiver {
  readonly port: number;
  /** Marks what arrives from this local TCP port as ours, until the connection ends. */
  expectFrom(localPort: number, via: Via): void;
  /** A local port whose requests came by this way. The same one each time. */
  openDoor(via: Via): Promise<number>;
  /** Stops listening, lets open requests end for up to `graceMs`, then cuts and keeps what they had sent. */
  close(graceMs?: number): Promise<void>;
}

const HOST = '127.0.0.1';
const CHECK_INTERVAL_MS = 500;
const KEEP_ALIVE_MS = 75_000;
const DEFAULT_GRACE_MS = 2_000;

/** A request whose body is still being read. */
interface OpenRequest {
  interrupt(outcome: Outcome): void;
}

/** Starts the HTTP server that Vonage's webhooks reach. Any method, any path; loopback only; no control routes. */
export async function startReceiver(wantedPort: number, parts: ReceiverParts): Promise<Receiver> {
  const { clock, limits, bodyLimit, answerTo, answerProbe, isPublic, append, simulatorKey, onBroken } = parts;
  const budget: BodyBudget = { used: 0, limit: limits.inFlightBytes };
  const open = new Map<Socket, OpenRequest>();
  const known = new Map<number, Via>();
  const sockets = new Set<Socket>();

  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requireHostHeader: false,
  });
  // Bounded by their size; a limit in number would refuse some, or with an older Node drop the rest without a word.
  server.maxHeadersCount = 0;
  const doors = new Doors(server, HOST);
  const held = new HeldAnswers();

  const receive = (request: IncomingMessage, response: ServerResponse): void => {
    const receivedAt = clock();
    const { socket } = request;
    const remotePort = socket.remotePort ?? 0;
    const remote = `${socket.remoteAddress ?? ''}:${remotePort}`;
    const method = request.method ?? '';
    const target = request.url ?? '';
    const unmarked = withoutMark(request.rawHeaders, simulatorKey);
    const rawHeaders = unmarked ?? request.rawHeaders;
    const wayIn = doors.viaOf(socket) ?? known.get(remotePort) ?? (isPublic(rawHeaders) ? 'tunnel' : 'local');
    const via = unmarked === null ? wayIn : 'simulator';
    let interrupted = false;

    const reading = readBody(request, bodyLimit(), budget, ({ bytes, announcedBytes, outcome }) => {
      // The next request of the connection may have begun before this one is told to have ended.
      if (open.get(socket) === entry) open.delete(socket);
      const question: Question = { method, target, rawHeaders, body: bytes };
      const probed = outcome === 'complete' ? answerProbe(question) : null;
      if (probed !== null) return send(response, probed, false);
      const storeAndSend = (answer: Answer): void =>
        append(
          {
            receivedAt,
            method,
            target,
            httpVersion: request.httpVersion,
            rawHeaders,
            body: bytes,
            announcedBytes,
            outcome,
            remote,
            via,
            answer,
          },
          (error) => {
            if (interrupted) return;
            if (error !== null) send(response, STORING_FAILED, outcome !== 'complete');
            else if (answer.delayMs === undefined && answer.ending === undefined) {
              send(response, answer, outcome !== 'complete');
            } else held.hold(response, answer.delayMs ?? 0, answerLate(response, answer));
          },
        );
      const answer = outcome === 'complete' ? answerTo(question, receivedAt, via) : answerToPart(outcome);
      if (answer instanceof Promise) void answer.then(storeAndSend);
      else storeAndSend(answer);
    });
    const entry: OpenRequest = {
      interrupt(outcome) {
        interrupted = true;
        reading.interrupt(outcome);
      },
    };
    open.set(socket, entry);
  };

  server.on('request', receive);
  // Node would answer 417 to an expectation that it does not know; a webhook is captured whatever it expects.
  server.on('checkExpectation', receive);
  // Without a listener Node would hang up on CONNECT; there is no tunnel to open here, but it is captured.
  server.on('connect', (request, socket) => {
    const answer: Answer = { status: 405, contentType: null, body: '', rule: null };
    append(
      {
        receivedAt: clock(),
        method: 'CONNECT',
        target: request.url ?? '',
        httpVersion: request.httpVersion,
        rawHeaders: request.rawHeaders,
        body: new Uint8Array(0),
        announcedBytes: 0,
        outcome: 'complete',
        remote: `${request.socket.remoteAddress ?? ''}:${request.socket.remotePort ?? 0}`,
        via: 'local',
        answer,
      },
      (error) => answerBroken(socket as Socket, error === null ? answer.status : STORING_FAILED.status),
    );
    socket.on('error', () => socket.destroy());
    // Nobody reads a connection that the server has let go of, and its end would never be seen.
    socket.resume();
  });
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      open.delete(socket);
      if (remotePort !== undefined) known.delete(remotePort);
    });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const request = open.get(socket);
    const status = statusOfBroken(error.code);
    if (request === undefined) onBroken(error.code ?? 'unknown');
    else request.interrupt(status === 408 ? 'timed-out' : 'aborted');
    answerBroken(socket, status);
  });

  const port = await listen(server, HOST, wantedPort);
  return {
    port,
    expectFrom: (localPort, via) => void known.set(localPort, via),
    openDoor: (via) => doors.open(via),
    close: (graceMs = DEFAULT_GRACE_MS) => {
      const closed = close(server, doors, sockets, graceMs);
      held.giveAll();
      return closed;
    },
  };
}

/** Said when the commit failed: a 5xx makes Vonage send the webhook again (vonage-webhooks, 10.2). */
const STORING_FAILED: Answer = { status: 503, contentType: null, body: '', rule: null };

function answerToPart(outcome: Exclude<Outcome, 'complete'>): Answer {
  const status = { 'too-large': 413, 'timed-out': 408, aborted: 400, refused: 503 }[outcome];
  return { status, contentType: null, body: '', rule: null };
}

/** The server's own list lacks the connections that it has let go of, such as those of CONNECT; ours has all. */
async function close(server: Server, doors: Doors, sockets: ReadonlySet<Socket>, graceMs: number): Promise<void> {
  const closed = Promise.all([new Promise<void>((resolve) => server.close(() => resolve())), doors.close()]);
  server.closeIdleConnections();
  const cut = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, graceMs);
  await closed;
  clearTimeout(cut);
}
