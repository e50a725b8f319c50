import type { Target } from '../../shared/contract/deliveries.ts';

/**
 * A target for this once, that nobody has made. Webhooks keep their paths where the address has none of its own; an
 * address with a path gets them all there.
 */
export function adHocTarget(url: string, allowSelfSigned: boolean): Target {
  const { pathname } = new URL(url);
  return {
    id: 0,
    name: url,
    url,
    live: false,
    kinds: [],
    channels: [],
    mode: 'store-and-answer',
    failureAnswer: null,
    path: pathname === '/' ? 'keep' : 'own',
    marks: true,
    headers: [],
    allowSelfSigned,
    timeLimitMs: 30_000,
    parallel: 8,
    healthPath: null,
  };
}
