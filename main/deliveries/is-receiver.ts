/** Whether webhooks that are sent there come back to us, without a way round by a tunnel. */
export function isReceiver(url: string, port: number): boolean {
  const { hostname, port: targetPort } = new URL(url);
  return /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(hostname) && Number(targetPort) === port;
}
