import type { TunnelState } from '../../shared/contract.ts';
import type { TunnelUsage } from '../../shared/contract/setup.ts';
import { formatCount } from '../../shared/format.ts';
import { FREE_PLAN_REQUESTS } from '../../shared/tunnel-plan.ts';

/** The state of the tunnel in a word or two. */
export const TUNNEL_WORDS: Readonly<Record<TunnelState['state'], string>> = {
  offline: 'Local',
  connecting: 'Connecting…',
  online: 'Online',
  reconnecting: 'Reconnecting…',
};

/** The base of the addresses that people copy: the public one once it has worked, else the local one. */
export function baseToCopy(tunnel: TunnelState, localUrl: string): string {
  const works = tunnel.state === 'online' || tunnel.state === 'reconnecting';
  return works && tunnel.url !== null ? tunnel.url : localUrl;
}

/** `1,204 of 20,000 requests this month, 880 of them probes`. */
export function usageWords({ probes, webhooks }: TunnelUsage): string {
  const used = formatCount(probes + webhooks);
  return `${used} of ${formatCount(FREE_PLAN_REQUESTS)} requests this month, ${formatCount(probes)} of them probes`;
}
