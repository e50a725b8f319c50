import { type AgentOptions, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

import type { Target } from '../../shared/contract/deliveries.ts';

/** What decides about a connection. */
type Address = Pick<Target, 'url' | 'allowSelfSigned'>;

/** Less than what servers usually wait, so that it is us who close: a webhook written into a dying connection is lost. */
const IDLE_MS = 2_000;

/** Connections that are kept open, for each address and way of trusting it. */
export class Agents {
  readonly #agents = new Map<string, HttpAgent>();

  for({ url, allowSelfSigned }: Address): HttpAgent {
    const { origin, protocol } = new URL(url);
    const key = `${origin} ${allowSelfSigned}`;
    const known = this.#agents.get(key);
    if (known !== undefined) return known;
    const agent = makeAgent(protocol, allowSelfSigned, { keepAlive: true, timeout: IDLE_MS });
    this.#agents.set(key, agent);
    return agent;
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }
}

/** Opens a connection for each request, and closes it after that. */
export function singleUseAgent({ url, allowSelfSigned }: Address): HttpAgent {
  return makeAgent(new URL(url).protocol, allowSelfSigned, { keepAlive: false });
}

function makeAgent(protocol: string, allowSelfSigned: boolean, options: AgentOptions): HttpAgent {
  return protocol === 'https:'
    ? new HttpsAgent({ ...options, rejectUnauthorized: !allowSelfSigned })
    : new HttpAgent(options);
}
