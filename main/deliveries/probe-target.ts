import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';

import type { Target, TargetHealth } from '../../shared/contract/deliveries.ts';
import type { Clock } from '../domain/clock.ts';
import type { Agents } from './agents.ts';
import { deliver } from './deliver.ts';
import { describeProblem, tooSlow } from './delivery-problem.ts';

export type Probed = Pick<Target, 'url' | 'allowSelfSigned' | 'healthPath'>;

const TIME_LIMIT_MS = 2_000;

/** Looks whether a target is up: by a connection, or by what it answers on its health path. Nothing else is sent. */
export async function probeTarget(target: Probed, agents: Agents, clock: Clock): Promise<TargetHealth> {
  const startedAt = clock();
  const { problem, what } = target.healthPath === null ? await knock(target) : await ask(target, agents, clock);
  const checkedAt = clock();
  return {
    state: problem === null ? 'up' : 'down',
    message: problem ?? what,
    checkedAt,
    latencyUs: problem === null ? checkedAt - startedAt : null,
  };
}

interface Finding {
  readonly problem: string | null;
  readonly what: string;
}

function knock({ url: text, allowSelfSigned }: Probed): Promise<Finding> {
  const url = new URL(text);
  const isSecure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (isSecure ? 443 : 80);
  const circumstances = { url, wasConnected: false, hasAnswer: false };
  return new Promise((resolve) => {
    const socket: Socket = isSecure
      ? connectSecure({ host, port, rejectUnauthorized: !allowSelfSigned, ...serverName(host) })
      : connect({ host, port });
    const timer = setTimeout(() => end(tooSlow(TIME_LIMIT_MS, circumstances).message), TIME_LIMIT_MS);
    const end = (problem: string | null): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ problem, what: `Something listens on ${url.host}.` });
    };
    socket.on(isSecure ? 'secureConnect' : 'connect', () => end(null));
    socket.on('error', (error) => end(describeProblem(error, circumstances).message));
  });
}

/** A name is sent for certificates, never an address (RFC 6066, 3). */
function serverName(host: string): { servername?: string } {
  return /^[\d.]+$|:/.test(host) ? {} : { servername: host };
}

/** Any answer says that it is up, but one that says it is broken. */
async function ask({ url: text, allowSelfSigned, healthPath }: Probed, agents: Agents, clock: Clock): Promise<Finding> {
  const url = new URL(text);
  const target = healthPath ?? '/';
  const request = { method: 'GET', url, target, rawHeaders: ['Host', url.host] };
  const agent = agents.for({ url: text, allowSelfSigned });
  const { answer, problem } = await deliver(request, new Uint8Array(0), { agent, timeLimitMs: TIME_LIMIT_MS, clock });
  const what = `${target} answered ${answer?.status ?? 'nothing'}.`;
  if (problem !== null) return { problem: problem.message, what };
  return { problem: answer !== null && answer.status >= 500 ? what : null, what };
}
