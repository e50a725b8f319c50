import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Server, TLSSocket } from 'node:tls';
import { createServer } from 'node:tls';

import { onTestFinished } from 'vitest';

import { temporaryFolder } from '../temporary-folder.ts';
import type { Json } from './agent-session.ts';
import { AgentSession, STREAM, textOf } from './agent-session.ts';
import { makeCertificates } from './certificates.ts';
import type { PublicFront } from './public-front.ts';
import { startPublicFront } from './public-front.ts';

/** How the edge misbehaves, or how the account behind it is limited. To be changed while it runs. */
export interface Faults {
  /** Codes to refuse the next sessions or endpoints with; the last one is used for all that follow. */
  auth: string[];
  bind: string[];
  /** False: the request is read and never answered. */
  answersAuth: boolean;
  answersBind: boolean;
  maxSessions: number;
  /** True: an endpoint without a domain gets another name each time. */
  newNames: boolean;
}

/**
 * ngrok's cloud as one process on loopback, for the real SDK: it takes sessions and endpoints, and serves each endpoint
 * at a public address of its own, which it keeps while the endpoint is away.
 */
export class TestEdge {
  readonly token = 'test-authtoken-of-nobody-2XYZ';
  /** The authority that signed its certificate: the PEM in a file. */
  readonly caFile = join(temporaryFolder(), 'ca.pem');
  readonly faults: Faults = {
    auth: [],
    bind: [],
    answersAuth: true,
    answersBind: true,
    maxSessions: 3,
    newNames: false,
  };
  /** All requests for a session or an endpoint, as they came. */
  readonly requests: { readonly type: number; readonly request: Json }[] = [];

  readonly #certificates = makeCertificates();
  readonly #changed = new EventEmitter();
  readonly #sessions = new Set<AgentSession>();
  readonly #fronts = new Map<string, PublicFront>();
  #server: Server | null = null;
  #port = 0;
  #isSilent = false;

  static async start(): Promise<TestEdge> {
    const edge = new TestEdge();
    writeFileSync(edge.caFile, edge.#certificates.ca);
    await edge.comeBack();
    onTestFinished(() => edge.#close());
    return edge;
  }

  get address(): string {
    return `localhost:${this.#port}`;
  }

  /** What a process needs in its environment to use this edge. */
  get environment(): { NGROK_SERVER_ADDR: string; NGROK_CA_FILE: string } {
    return { NGROK_SERVER_ADDR: this.address, NGROK_CA_FILE: this.caFile };
  }

  /** Agents that are logged in. */
  get sessions(): readonly AgentSession[] {
    return [...this.#sessions].filter(({ isAuthenticated }) => isAuthenticated);
  }

  /** Names that are online. */
  get endpoints(): string[] {
    return this.sessions.flatMap(({ binds }) => [...binds.values()]);
  }

  /** Waits until this is true; looked at whenever a session or an endpoint comes or goes. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await once(this.#changed, 'change');
  }

  /** Ends all connections and listens no more, as a killed process does. */
  async die(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    const closed = once(server, 'close');
    server.close();
    this.cut();
    await closed;
  }

  /** Listens again at the same address. */
  async comeBack(): Promise<void> {
    const { cert, key } = this.#certificates;
    this.#server = createServer({ cert, key }, (socket) => this.#accept(socket));
    this.#server.on('tlsClientError', () => {});
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Ends all connections; whoever dials again is served. */
  cut(): void {
    for (const { socket } of this.#sessions) socket.destroy();
  }

  /** Reads and answers nothing any more, with every connection left open; new ones likewise. */
  silence(): void {
    this.#isSilent = true;
    for (const { socket } of this.#sessions) socket.pause();
  }

  speak(): void {
    this.#isSilent = false;
    for (const { socket } of this.#sessions) socket.resume();
  }

  #accept(socket: TLSSocket): void {
    const session = new AgentSession(socket, (type, request) => this.#answer(session, type, request));
    this.#sessions.add(session);
    if (this.#isSilent) socket.pause();
    socket.on('close', () => {
      this.#sessions.delete(session);
      this.#changed.emit('change');
    });
  }

  async #answer(session: AgentSession, type: number, request: Json): Promise<Json | null> {
    this.requests.push({ type, request });
    const answer = await this.#respond(session, type, request);
    this.#changed.emit('change');
    return answer;
  }

  #respond(session: AgentSession, type: number, request: Json): Json | null | Promise<Json | null> {
    switch (type) {
      case STREAM.auth:
        return this.faults.answersAuth ? this.#authenticate(session, request) : null;
      case STREAM.bind:
        return this.faults.answersBind ? this.#bind(session, request) : null;
      case STREAM.unbind:
        session.binds.delete(textOf(request, 'Id'));
        return { Error: '', Extra: null };
      default:
        return null;
    }
  }

  #authenticate(session: AgentSession, request: Json): Json {
    const token = textOf(request['Extra'] as Json, 'AuthToken');
    const code =
      next(this.faults.auth) ??
      (token === this.token ? null : 'ERR_NGROK_105') ??
      (this.sessions.length >= this.faults.maxSessions ? 'ERR_NGROK_108' : null);
    // The service's own text holds the token too, and nobody may ever see it.
    if (code !== null) return { Version: '3', ClientId: '', Error: refusal(code, token) };
    session.clientId = textOf(request, 'ClientId') || randomUUID();
    for (const older of this.sessions) if (older.clientId === session.clientId) older.socket.destroy();
    session.isAuthenticated = true;
    return {
      Version: '3',
      ClientId: session.clientId,
      Error: '',
      Extra: { Version: '3', Region: 'test', Cookie: session.clientId, AccountName: 'Test', PlanName: 'Free' },
    };
  }

  async #bind(session: AgentSession, request: Json): Promise<Json> {
    const options = request['Opts'] as Json;
    const usual = this.faults.newNames ? `${randomUUID()}.edge.test` : 'dev.edge.test';
    const hostname = textOf(options, 'Hostname') || textOf(options, 'Domain') || usual;
    const code = next(this.faults.bind) ?? (this.endpoints.includes(hostname) ? 'ERR_NGROK_334' : null);
    if (code !== null)
      return { Id: '', URL: '', Proto: '', Opts: options, Error: refusal(code, hostname), Extra: { Token: '' } };
    const id = textOf(request, 'Id') || randomUUID();
    const front = this.#fronts.get(hostname) ?? (await startPublicFront((client) => this.#wayTo(hostname, client)));
    this.#fronts.set(hostname, front);
    session.binds.set(id, hostname);
    return {
      Id: id,
      URL: front.url,
      Proto: request['Proto'],
      Opts: { ...options, Hostname: hostname },
      Error: '',
      Extra: { Token: 'opaque' },
    };
  }

  #wayTo(hostname: string, client: string): Duplex | 'silent' | null {
    if (this.#isSilent) return 'silent';
    for (const session of this.sessions) {
      for (const [id, name] of session.binds) if (name === hostname) return session.open(id, client);
    }
    return null;
  }

  async #close(): Promise<void> {
    await this.die();
    await Promise.all([...this.#fronts.values()].map((front) => front.close()));
  }
}

/** The next one of a list whose last one stays. */
function next(codes: string[]): string | null {
  const code = codes.length > 1 ? codes.shift() : codes[0];
  return code === undefined || code === '' ? null : code;
}

function refusal(code: string, about: string): string {
  return `The edge of this test refuses ${about}.\n\n${code}\n`;
}
