import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import type { Answer } from '../domain/captured-request.ts';
import { headerValue, pathOf } from '../domain/captured-request.ts';
import { signJwt } from '../signature/sign-jwt.ts';

/** A request to be sent through the public address. */
export interface Probe {
  readonly path: string;
  readonly body: Buffer;
  readonly authorization: string;
  /** What the answer says of it; null where the answer is not ours. */
  judge(answer: Uint8Array): ProbeVerdict | null;
}

export interface ProbeVerdict {
  /** Whether it arrived as it was sent. */
  readonly authorizationKept: boolean;
  readonly bodyKept: boolean;
}

/** As much as the receiver knows of a request. */
export interface ProbeQuestion {
  readonly method: string;
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

const PATH = '/webhook-inspector-probe/';
const TARGET = /\/webhook-inspector-probe\/([0-9a-f]{32})$/;
/** How long a probe is known: one that was given up may still arrive, and must not be listed either. */
const KNOWN_MS = 120_000;
const MOST_KNOWN = 64;

const answerBody = z.object({ proof: z.string(), authorizationKept: z.boolean(), bodyKept: z.boolean() });

/**
 * Makes probes and recognises them when they come back to the receiver.
 *
 * A probe is known by its nonce, once, while it is on its way; everything else is a webhook. So a stranger can hide
 * nothing behind the probe's path. The answer is made with a key that only this process has, so nobody else's server
 * can pass for ours.
 */
export class ProbeDesk {
  readonly #key = randomBytes(32);
  readonly #known = new Map<string, { readonly probe: Probe; readonly until: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  issue(): Probe {
    const nonce = randomBytes(16).toString('hex');
    const body = Buffer.from(JSON.stringify({ probe: nonce }));
    // Signed as Vonage signs, with a key of this process: what it goes through must leave both untouched.
    const signer = { secret: this.#key, apiKey: 'probe', applicationId: 'probe' };
    const probe: Probe = {
      path: PATH + nonce,
      body,
      authorization: `Bearer ${signJwt(body, signer, Math.floor(this.#now() / 1_000))}`,
      judge: (answer) => this.#judge(nonce, answer),
    };
    this.#forgetOld();
    this.#known.set(nonce, { probe, until: this.#now() + KNOWN_MS });
    return probe;
  }

  /** The answer to a probe of ours; null for everything else, which is to be stored. */
  answer({ method, target, rawHeaders, body }: ProbeQuestion): Answer | null {
    if (this.#known.size === 0 || method !== 'POST') return null;
    const nonce = TARGET.exec(pathOf(target))?.[1];
    const known = nonce === undefined ? undefined : this.#known.get(nonce);
    if (nonce === undefined || known === undefined) return null;
    this.#known.delete(nonce);
    if (known.until < this.#now()) return null;
    const verdict = {
      proof: this.#proofOf(nonce),
      authorizationKept: headerValue(rawHeaders, 'authorization') === known.probe.authorization,
      bodyKept: known.probe.body.equals(body),
    };
    return { status: 200, contentType: 'application/json', body: JSON.stringify(verdict), rule: null };
  }

  #judge(nonce: string, answer: Uint8Array): ProbeVerdict | null {
    const parsed = answerBody.safeParse(parseJson(Buffer.from(answer).toString()));
    if (!parsed.success) return null;
    const { proof, ...verdict } = parsed.data;
    const expected = Buffer.from(this.#proofOf(nonce));
    const given = Buffer.from(proof);
    return given.length === expected.length && timingSafeEqual(given, expected) ? verdict : null;
  }

  #proofOf(nonce: string): string {
    return createHmac('sha256', this.#key).update(`answer to ${nonce}`).digest('hex');
  }

  #forgetOld(): void {
    for (const [nonce, { until }] of this.#known) {
      if (until < this.#now() || this.#known.size >= MOST_KNOWN) this.#known.delete(nonce);
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses undefined: the answer is somebody else's.
    return undefined;
  }
}
