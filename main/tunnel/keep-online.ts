import { Backoff } from './backoff.ts';
import type { TunnelLimits } from './limits.ts';
import type { Pauses } from './pauses.ts';
import { ENDPOINT_OFFLINE } from './probe-problems.ts';
import type { TunnelProblem } from './problem.ts';
import type { SendProbe } from './send-probe.ts';
import type { TunnelSession, TunnelSource } from './source.ts';

/** What happens to an address while it is kept online. */
export interface Progress {
  /** An address is open; nothing has come through it yet. */
  opened(url: string): void;
  /** A probe came back. */
  proven(latencyMs: number): void;
  /** A webhook came through it, which is as good as a probe. */
  seen(at: number): void;
  /** It does not work at the moment, and why. */
  failed(problem: TunnelProblem): void;
}

export interface KeepOnlineParts {
  readonly limits: TunnelLimits;
  readonly probe: SendProbe;
  readonly pauses: Pauses;
  /** Milliseconds of a clock. */
  readonly now: () => number;
  /** When a webhook last came through the public address, by the same clock; null where none did. */
  readonly lastWebhookAt: () => number | null;
}

/** A session that had worked is opened anew after this many probes in a row did not come back. */
const MISSES_OF_PROVEN = 2;
/** One that ngrok's cloud does not know has nothing to lose, but gets some time to become known. */
const MISSES_OF_UNKNOWN = 5;

/**
 * Keeps an address online until `signal` says stop; returns null then. Returns why where only the person can help.
 * Probes decide whether it is online, and whether a session is worth keeping.
 */
export async function keepOnline(
  source: TunnelSource,
  parts: KeepOnlineParts,
  signal: AbortSignal,
  progress: Progress,
): Promise<TunnelProblem | null> {
  const { limits, pauses, now } = parts;
  const backoff = new Backoff(limits.firstPauseMs, limits.longestPauseMs);
  let wasOnline = false;
  let takenSince: number | null = null;
  while (!signal.aborted) {
    const opening = await source.open(signal);
    let problem: TunnelProblem | null;
    if ('problem' in opening) {
      problem = opening.problem;
    } else {
      takenSince = null;
      progress.opened(opening.session.url);
      problem = await watch(opening.session, parts, signal, {
        ...progress,
        proven(latencyMs) {
          wasOnline = true;
          backoff.reset();
          progress.proven(latencyMs);
        },
      });
      await opening.session.close();
    }
    if (problem === null || signal.aborted) return null;
    if (problem.fate === 'final') return problem;
    if (problem.fate === 'taken') {
      takenSince ??= now();
      // Somebody else's, then. What had been ours is asked for as long as the person wants it.
      if (!wasOnline && now() - takenSince >= limits.takenMs) return problem;
    }
    progress.failed(problem);
    await pauses.wait(backoff.next(), signal);
  }
  return null;
}

/** Probes a session until it ends or is not worth keeping, and returns why; null where `signal` says stop. */
async function watch(
  session: TunnelSession,
  parts: KeepOnlineParts,
  signal: AbortSignal,
  progress: Progress,
): Promise<TunnelProblem | null> {
  const { limits, probe, pauses } = parts;
  // Ends the probe or the pause that is going on when the session ends.
  const over = new AbortController();
  let ending: TunnelProblem | null = null;
  void session.ended.then((problem) => {
    ending = problem;
    over.abort();
  });
  const both = AbortSignal.any([signal, over.signal]);
  let isProven = false;
  let misses = 0;
  while (!both.aborted) {
    const result = await probe(session.url, both);
    if (both.aborted) break;
    if ('latencyMs' in result) {
      isProven = true;
      misses = 0;
      progress.proven(result.latencyMs);
    } else {
      misses += 1;
      if (session.canReopen && isDead(result.problem, misses, isProven)) return result.problem;
      progress.failed(result.problem);
    }
    if (misses === 0) await untilProbe(parts, both, progress);
    else await pauses.wait(limits.probeAgainMs * Math.min(misses, 5), both);
  }
  return ending;
}

/** Waits for the next probe. As long as webhooks prove what it would, it is put off: requests are counted at ngrok. */
async function untilProbe(
  { limits: { probeEveryMs }, pauses, now, lastWebhookAt }: KeepOnlineParts,
  signal: AbortSignal,
  progress: Progress,
): Promise<void> {
  let pause = probeEveryMs;
  while (await pauses.wait(pause, signal)) {
    const seenAt = lastWebhookAt();
    if (seenAt === null || seenAt > now() || seenAt + probeEveryMs <= now()) return;
    progress.seen(seenAt);
    pause = seenAt + probeEveryMs - now();
  }
}

/**
 * Whether to open the session anew. One that never worked is kept although its probes fail: the cause may be between
 * this machine and its own public address, and webhooks may come all the same.
 */
function isDead(problem: TunnelProblem, misses: number, isProven: boolean): boolean {
  if (isProven) return misses >= MISSES_OF_PROVEN;
  return problem.code === ENDPOINT_OFFLINE && misses >= MISSES_OF_UNKNOWN;
}
