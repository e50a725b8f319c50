import type { TunnelProblem } from './problem.ts';

/** An open public address. */
export interface TunnelSession {
  readonly url: string;
  /** Why it ended by itself. Stays open after `close`. */
  readonly ended: Promise<TunnelProblem>;
  /** False: opening it anew can change nothing, because it is not ours. */
  readonly canReopen: boolean;
  /** Resolves once nothing of it is left. */
  close(): Promise<void>;
}

export type Opening = { readonly session: TunnelSession } | { readonly problem: TunnelProblem };

/** Where public addresses come from. */
export interface TunnelSource {
  readonly kind: 'ngrok' | 'custom';
  /** Opens one; gives up when `signal` says so. Never rejects. */
  open(signal: AbortSignal): Promise<Opening>;
}
