import { AppError } from '../../shared/reply.ts';

/** As a URL writes them; of IPv6 also what stands for an address of IPv4. */
const LOOPBACK = /^((.+\.)?localhost\.?|127(\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:(7f[\da-f]{2}:[\da-f]+|0:0)\])$/;

/** Whether webhooks that are sent there come back to us, without a way round by a tunnel. */
export function isReceiver(url: string, port: number): boolean {
  const { hostname, port: targetPort } = new URL(url);
  return LOOPBACK.test(hostname) && Number(targetPort) === port;
}

/** Throws where webhooks would come back to us. */
export function refuseReceiver({ url }: { readonly url: string }, port: number): void {
  if (!isReceiver(url, port)) return;
  throw new AppError(
    'own-receiver',
    'This is the address of the receiver itself, so each webhook would be forwarded to it again and again.',
  );
}
