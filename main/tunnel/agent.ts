/** What the process with ngrok's SDK needs to open the tunnel. */
export interface AgentOptions {
  readonly authtoken: string;
  /** A domain of the account; null for the one that ngrok gives. */
  readonly domain: string | null;
  /** Where requests go: our own loopback address. */
  readonly upstream: string;
  readonly version: string;
  /** `host:port` of another edge than ngrok's own. */
  readonly serverAddr: string | null;
  /** Whom to trust instead of ngrok's own authority: PEM, or `host` for what the operating system trusts. */
  readonly ca: string | null;
  /** In seconds: how often to look whether the edge is alive, and how long to wait for its answer beyond that. */
  readonly heartbeatS: number;
  readonly toleranceS: number;
}

export type ToAgent = { readonly type: 'open'; readonly options: AgentOptions } | { readonly type: 'close' };

export type FromAgent =
  | { readonly type: 'open'; readonly url: string }
  /** As the SDK says it, with the authtoken taken out. */
  | { readonly type: 'failed'; readonly text: string }
  /** The SDK itself can't be loaded on this machine. */
  | { readonly type: 'missing'; readonly text: string }
  /** The session or its address is gone. */
  | { readonly type: 'lost' }
  /** The edge does not answer any more. */
  | { readonly type: 'silent' };

/**
 * The process that the SDK lives in: a Node process, or one of Electron's. The SDK can abort its process, hang for ever
 * and keep a session that was closed; ending the process is the one sure way to end a tunnel.
 */
export interface Agent {
  send(message: ToAgent): void;
  /** How it ended, in a few words. */
  readonly exited: Promise<string>;
  kill(): void;
}

/** Starts the process. `heard` is called with what it says. */
export type StartAgent = (heard: (message: FromAgent) => void) => Agent;
