import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

import type { Target } from '../../shared/contract/deliveries.ts';

/** Less than what servers usually wait, so that it is us who close: a webhook written into a dying connection is lost. */
const IDLE_MS = 2_000;

/** Connections that are kept open, for each address and way of trusting it. */
export class Agents {
  readonly #agents = new Map<string, HttpAgent>();

  for({ url, allowSelfSigned }: Pick<Target, 'url' | 'allowSelfSigned'>): HttpAgent {
    const { origin, protocol } = new URL(url);
    const key = `${origin} ${allowSelfSigned}`;
    const known = this.#agents.get(key);
    if (known !== undefined) return known;
    const options = { keepAlive: true, timeout: IDLE_MS };
    const agent =
      protocol === 'https:'
        ? new HttpsAgent({ ...options, rejectUnauthorized: !allowSelfSigned })
        : new HttpAgent(options);
    this.#agents.set(key, agent);
    return agent;
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }
}
