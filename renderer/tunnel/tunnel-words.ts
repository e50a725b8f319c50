import type { TunnelState } from '../../shared/contract.ts';

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
