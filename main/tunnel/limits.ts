/** Every wait of the tunnel, in milliseconds where the name says nothing else. Tests make them small. */
export interface TunnelLimits {
  /** From starting the agent to an open address. The SDK itself would wait for ever. */
  readonly attemptMs: number;
  /** For taking the address offline in good order, before the agent is killed. */
  readonly closeMs: number;
  /** Pauses between attempts double from the first to the longest. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** How long to ask again for what somebody else holds, until the person is told that it can't be had. */
  readonly takenMs: number;
  readonly probeMs: number;
  readonly probeEveryMs: number;
  /** After a probe that did not come back. */
  readonly probeAgainMs: number;
  readonly heartbeatS: number;
  readonly toleranceS: number;
}

/**
 * The longest pause and an attempt that hangs come to 12 s: whenever the edge is back, the tunnel is at most 15 s later.
 * A silent edge is given up after `heartbeatS + toleranceS`, or after two probes.
 */
export const tunnelLimits: TunnelLimits = {
  attemptMs: 8_000,
  closeMs: 3_000,
  firstPauseMs: 250,
  longestPauseMs: 4_000,
  takenMs: 30_000,
  probeMs: 5_000,
  probeEveryMs: 30_000,
  probeAgainMs: 1_000,
  heartbeatS: 5,
  toleranceS: 4,
};
