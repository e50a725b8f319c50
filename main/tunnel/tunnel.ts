import type { TunnelState } from '../../shared/contract.ts';
import type { Log } from '../domain/log.ts';
import type { KeepOnlineParts } from './keep-online.ts';
import { keepOnline } from './keep-online.ts';
import type { TunnelSource } from './source.ts';

export interface TunnelParts extends KeepOnlineParts {
  readonly log: Log;
  /** `state` is another one. */
  readonly changed: () => void;
}

/** What has shown that the public address works, and when: milliseconds of the clock. */
export interface TunnelProof {
  readonly at: number;
  readonly by: 'probe' | 'webhook';
}

interface Run {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** No tunnel, and none was asked for. */
export const OFFLINE: TunnelState = {
  state: 'offline',
  kind: null,
  url: null,
  previousUrl: null,
  problem: null,
  latencyMs: null,
};

/** The public address in front of the receiver: offline, connecting, online, reconnecting, and why. */
export class Tunnel {
  readonly #parts: TunnelParts;
  #state: TunnelState = OFFLINE;
  #proof: TunnelProof | null = null;
  #run: Run | null = null;
  /** The address that people may have given to Vonage. */
  #knownUrl: string | null = null;
  #isClosed = false;
  #busy: Promise<void> = Promise.resolve();

  constructor(parts: TunnelParts) {
    this.#parts = parts;
  }

  get state(): TunnelState {
    return this.#state;
  }

  /** The last one; null while not online. */
  get proof(): TunnelProof | null {
    return this.#state.state === 'online' ? this.#proof : null;
  }

  /** Ends what is online and begins with this source. Resolves when it has begun, not when it is online. */
  goOnline(source: TunnelSource): Promise<void> {
    return this.#inTurn(async () => {
      await this.#end();
      if (!this.#isClosed) this.#begin(source);
    });
  }

  /** Resolves once nothing of the tunnel is left. */
  goOffline(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#end();
      this.#set(OFFLINE);
    });
  }

  /** Looks at once, instead of waiting for the next try: the machine woke up, or something has changed. */
  wake(): void {
    this.#parts.pauses.wake();
  }

  /** Goes offline for good. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.goOffline();
  }

  #begin(source: TunnelSource): void {
    const stop = new AbortController();
    let wasOnline = false;
    const waiting = (): 'reconnecting' | 'connecting' => (wasOnline ? 'reconnecting' : 'connecting');
    this.#set({ ...OFFLINE, state: 'connecting', kind: source.kind });
    const running = keepOnline(source, this.#parts, stop.signal, {
      opened: (url) => this.#opened(url, waiting()),
      proven: (latencyMs) => {
        wasOnline = true;
        this.#proof = { at: this.#parts.now(), by: 'probe' };
        this.#set({ ...this.#state, state: 'online', problem: null, latencyMs });
      },
      seen: (at) => {
        this.#proof = { at, by: 'webhook' };
        this.#parts.changed();
      },
      failed: (problem) => this.#set({ ...this.#state, state: waiting(), problem, latencyMs: null }),
    });
    const ended = running.then(
      (problem) => {
        if (problem !== null) this.#set({ ...OFFLINE, kind: source.kind, problem });
      },
      (error: unknown) => {
        this.#parts.log.error('the tunnel failed', error);
        const message = 'The tunnel failed. The log in the data folder has the details.';
        this.#set({ ...OFFLINE, kind: source.kind, problem: { code: 'internal', message } });
      },
    );
    this.#run = { stop, ended };
  }

  async #end(): Promise<void> {
    const run = this.#run;
    this.#run = null;
    run?.stop.abort();
    await run?.ended;
  }

  #opened(url: string, state: 'reconnecting' | 'connecting'): void {
    const { previousUrl } = this.#state;
    const hasMoved = this.#knownUrl !== null && this.#knownUrl !== url;
    if (hasMoved) this.#parts.log.info(`the public address has changed from ${this.#knownUrl} to ${url}`);
    this.#set({ ...this.#state, state, url, previousUrl: hasMoved ? this.#knownUrl : previousUrl });
    this.#knownUrl = url;
  }

  #set(state: TunnelState): void {
    const before = this.#state;
    const problem = state.problem === null ? null : { code: state.problem.code, message: state.problem.message };
    this.#state = { ...state, problem };
    if (before.state !== state.state || before.problem?.code !== problem?.code) {
      const why = problem === null ? '' : `: ${problem.message}`;
      this.#parts.log.info(`tunnel ${state.state}${state.url === null ? '' : ` at ${state.url}`}${why}`);
    }
    this.#parts.changed();
  }

  /** One change after the other, each after the one before has left nothing behind. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#busy.then(change);
    this.#busy = done.catch(() => {
      // The caller has it.
    });
    return done;
  }
}
