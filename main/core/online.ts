import type { TunnelUsage } from '../../shared/contract/setup.ts';
import type { SettingsChanges, TunnelChoice, TunnelState } from '../../shared/contract.ts';
import { AppError } from '../../shared/reply.ts';
import { headerValue } from '../domain/captured-request.ts';
import type { Log } from '../domain/log.ts';
import type { SecretSlot } from '../store/secret-slot.ts';
import type { TunnelUsageCounter } from '../store/tunnel-usage.ts';
import type { StartAgent } from '../tunnel/agent.ts';
import { customSource } from '../tunnel/custom-source.ts';
import type { TunnelLimits } from '../tunnel/limits.ts';
import type { NgrokEdge } from '../tunnel/ngrok-edge.ts';
import { readAuthority } from '../tunnel/ngrok-edge.ts';
import { ngrokSource } from '../tunnel/ngrok-source.ts';
import { parseAuthtoken, parseDomain, parsePublicUrl } from '../tunnel/parse-address.ts';
import { Pauses } from '../tunnel/pauses.ts';
import type { ProbeDesk } from '../tunnel/probe-desk.ts';
import { probeSender } from '../tunnel/send-probe.ts';
import type { TunnelSource } from '../tunnel/source.ts';
import type { TunnelProof } from '../tunnel/tunnel.ts';
import { Tunnel } from '../tunnel/tunnel.ts';
import { watchSleep } from '../tunnel/watch-sleep.ts';

export interface OnlineParts {
  readonly version: string;
  readonly log: Log;
  readonly limits: TunnelLimits;
  readonly edge: NgrokEdge;
  readonly startAgent: StartAgent;
  readonly desk: ProbeDesk;
  readonly authtoken: SecretSlot;
  /** One for this run only, which is not stored. */
  readonly givenAuthtoken: string | null;
  /** The local port whose requests count as come through the tunnel. */
  readonly openDoor: () => Promise<number>;
  readonly remember: (changes: SettingsChanges) => void;
  readonly usage: TunnelUsageCounter;
  readonly changed: () => void;
}

/** Going online as the person asks for it: what is given is checked and remembered, and the tunnel is begun with it. */
export class Online {
  readonly #parts: OnlineParts;
  readonly #tunnel: Tunnel;
  readonly #sleep: { close(): void };
  /** The public host of a tunnel that is not ours: its requests come in by the usual port. */
  #customHost: string | null = null;
  #lastWebhookAt: number | null = null;

  constructor(parts: OnlineParts) {
    const { log, limits, desk, edge, changed } = parts;
    this.#parts = parts;
    this.#tunnel = new Tunnel({
      log,
      limits,
      changed,
      pauses: new Pauses(),
      now: Date.now,
      lastWebhookAt: () => this.#lastWebhookAt,
      probe: (url, signal) => {
        if (this.state.kind === 'ngrok') parts.usage.count('probes');
        return probeSender(desk, { limitMs: limits.probeMs, ca: certificateOf(edge) })(url, signal);
      },
    });
    this.#sleep = watchSleep(() => {
      log.info('the machine has slept, so the tunnel is looked at');
      this.#tunnel.wake();
    });
  }

  get state(): TunnelState {
    return this.#tunnel.state;
  }

  get proof(): TunnelProof | null {
    return this.#tunnel.proof;
  }

  get usage(): TunnelUsage {
    return this.#parts.usage.current;
  }

  /**
   * A webhook came through the public address. Only ngrok's counts: the requests of another tunnel are told by a
   * header, which anybody can write.
   */
  arrived(): void {
    if (this.state.kind !== 'ngrok') return;
    this.#lastWebhookAt = Date.now();
    this.#parts.usage.count('webhooks');
  }

  get authtoken(): 'none' | 'kept' | 'unreadable' {
    return this.#parts.givenAuthtoken === null ? this.#parts.authtoken.state : 'kept';
  }

  /** Begins; events tell how it goes on. Rejects what can't work before anything is ended or begun. */
  async goOnline(choice: TunnelChoice): Promise<TunnelState> {
    const source = choice.kind === 'ngrok' ? await this.#ngrok(choice.domain) : this.#custom(choice.url);
    await this.#tunnel.goOnline(source);
    return this.state;
  }

  async goOffline(): Promise<TunnelState> {
    await this.#tunnel.goOffline();
    this.#customHost = null;
    return this.state;
  }

  async setAuthtoken(text: string): Promise<void> {
    await this.#parts.authtoken.set(parseAuthtoken(text));
    this.#parts.changed();
  }

  clearAuthtoken(): void {
    this.#parts.authtoken.clear();
    this.#parts.changed();
  }

  /** Whether these headers are of a request to the address that another tunnel keeps online. */
  isPublic(rawHeaders: readonly string[]): boolean {
    const host = this.#customHost;
    if (host === null) return false;
    return ['host', 'x-forwarded-host'].some((name) => headerValue(rawHeaders, name)?.toLowerCase() === host);
  }

  async close(): Promise<void> {
    this.#sleep.close();
    await this.#tunnel.close();
    this.#parts.usage.close();
  }

  async #ngrok(text: string): Promise<TunnelSource> {
    const { startAgent, limits, edge, version, openDoor, remember } = this.#parts;
    const domain = parseDomain(text);
    const authtoken = this.#readAuthtoken();
    const ca = readAuthority(edge);
    remember({ tunnel: 'ngrok', ngrokDomain: domain ?? '' });
    const upstream = `http://127.0.0.1:${await openDoor()}`;
    const { serverAddr } = edge;
    const { heartbeatS, toleranceS } = limits;
    this.#customHost = null;
    return ngrokSource(
      startAgent,
      { authtoken, domain, upstream, version, serverAddr, ca, heartbeatS, toleranceS },
      limits,
    );
  }

  #custom(text: string): TunnelSource {
    const url = parsePublicUrl(text);
    this.#parts.remember({ tunnel: 'custom', customUrl: url });
    this.#customHost = new URL(url).host;
    return customSource(url);
  }

  #readAuthtoken(): string {
    const { givenAuthtoken, authtoken } = this.#parts;
    const text = givenAuthtoken ?? authtoken.text;
    if (text !== null) return text;
    if (authtoken.state === 'unreadable') {
      throw new AppError('authtoken-unreadable', 'The stored authtoken can’t be read on this machine. Enter it again.');
    }
    throw new AppError(
      'no-authtoken',
      'ngrok needs an authtoken. Copy yours from dashboard.ngrok.com/get-started/your-authtoken and enter it under Settings, Online. Without a window, set NGROK_AUTHTOKEN.',
    );
  }
}

/** For probes; a file that can't be used is told when going online. */
function certificateOf(edge: NgrokEdge): string | null {
  if (edge.caFile === null || edge.caFile === 'host') return null;
  try {
    return readAuthority(edge);
  } catch {
    return null;
  }
}
