import { BlockList, isIP } from 'node:net';

/** Where Vonage's callback service sends from. The first is in a support article, the second is second-hand. */
const RANGES = [
  { range: '216.147.0.0/18', network: '216.147.0.0', prefix: 18, isConfirmed: true },
  { range: '168.100.64.0/18', network: '168.100.64.0', prefix: 18, isConfirmed: false },
] as const;

/** Networks that are nobody's on the internet: proxies in between add such addresses. */
const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv6');
}

/** The first public address of an `X-Forwarded-For`; null where it has none. Anybody can write one: it proves nothing. */
export function firstPublicAddress(forwardedFor: string): string | null {
  const addresses = forwardedFor.split(',').map((part) => withoutPort(part.trim()));
  return addresses.find((address) => isIP(address) !== 0 && !NOT_PUBLIC.check(address, familyOf(address))) ?? null;
}

/** The range of Vonage's that an address is in; null where it is in none that we know. */
export function vonageRangeOf(address: string): (typeof RANGES)[number] | null {
  return (
    RANGES.find(({ network, prefix }) => {
      const list = new BlockList();
      list.addSubnet(network, prefix, 'ipv4');
      return isIP(address) !== 0 && list.check(address, familyOf(address));
    }) ?? null
  );
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** Proxies write `192.0.2.1:4711` and `[2001:db8::1]:4711` as well. */
function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1];
  return bracketed ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1] ?? text;
}
