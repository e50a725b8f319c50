import { once } from 'node:events';

import type { Core, CoreOptions } from '../../main/core.ts';
import { ngrokEdge } from '../../main/tunnel/ngrok-edge.ts';
import type { TunnelLimits } from '../../main/tunnel/limits.ts';
import type { TunnelState } from '../../shared/contract.ts';
import type { TestCore } from './core.ts';
import { startCore } from './core.ts';
import type { TestEdge } from './edge/edge.ts';

/** Waits of a tenth and less of the real ones; the SDK counts heartbeats in whole seconds. */
const SMALL_LIMITS: Partial<TunnelLimits> = {
  attemptMs: 1_500,
  firstPauseMs: 20,
  longestPauseMs: 200,
  probeMs: 1_000,
  probeEveryMs: 300,
  probeAgainMs: 50,
  heartbeatS: 1,
  toleranceS: 1,
};

export const GO_NGROK = { kind: 'ngrok', domain: '' } as const;

/** The real core with the real SDK behind it, for this edge. */
export function startCoreFor(
  edge: TestEdge,
  { tunnelLimits, ...options }: Partial<CoreOptions> & { readonly data?: string } = {},
): Promise<TestCore> {
  return startCore({
    ngrokEdge: ngrokEdge(edge.environment),
    authtoken: edge.token,
    tunnelLimits: { ...SMALL_LIMITS, ...tunnelLimits },
    ...options,
  });
}

/** Waits until the tunnel is as it should be, and returns how it is then. */
export async function untilTunnel(core: Core, isSo: (tunnel: TunnelState) => boolean): Promise<TunnelState> {
  while (!isSo(core.state().tunnel)) await once(core.events, 'state');
  return core.state().tunnel;
}

export function untilState(core: Core, state: TunnelState['state']): Promise<TunnelState> {
  return untilTunnel(core, (tunnel) => tunnel.state === state);
}

/** Goes online and returns the public address. */
export async function goOnline(core: Core): Promise<string> {
  await core.online.goOnline(GO_NGROK);
  const { url } = await untilState(core, 'online');
  if (url === null) throw new Error('online without an address');
  return url;
}
