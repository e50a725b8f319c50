import { AppError } from '../../shared/reply.ts';
import type { Payload } from '../../shared/vonage/understanding.ts';
import type { KeyRing } from '../signature/key-ring.ts';
import type { Receiver } from '../receiver/receiver.ts';
import type { Shape } from './make-request.ts';
import { makeRequest } from './make-request.ts';
import type { Connection, SimulatedAnswer } from './send-request.ts';
import { sendRequest } from './send-request.ts';
import type { Signers, SignWith } from './signers.ts';
import { chooseSigners } from './signers.ts';

/** Sends one webhook, signed at that moment. Rejects with an `AppError` where no answer came. */
export type SendWebhook = (content: Payload | string, shape: Shape, how?: SendOptions) => Promise<SimulatedAnswer>;

export interface SendOptions {
  /** Signs with another secret than the one that is right. */
  readonly isForged?: boolean;
  /** Gives up waiting for an answer. */
  readonly signal?: AbortSignal;
}

/** Sends simulated webhooks through the real receiver, or straight to another address. */
export class Simulator {
  readonly #receiver: Pick<Receiver, 'port' | 'expectFrom'>;
  readonly #keyRing: () => KeyRing;

  constructor(receiver: Pick<Receiver, 'port' | 'expectFrom'>, keyRing: () => KeyRing) {
    this.#receiver = receiver;
    this.#keyRing = keyRing;
  }

  /** `to` is null for the receiver. */
  sender(signWith: SignWith, to: string | null): SendWebhook {
    const signers = chooseSigners(this.#keyRing(), signWith);
    if (signers === null) {
      throw new AppError('no-secret', 'That account has no secret to sign with. Choose another, or send unsigned.');
    }
    if (to !== null) return sendTo(new URL(to), signers);
    const base = new URL(`http://127.0.0.1:${this.#receiver.port}`);
    return sendTo(base, signers, { connected: (localPort) => this.#receiver.expectFrom(localPort, 'simulator') });
  }
}

export function sendTo(base: URL, signers: Signers, connection: Connection = {}): SendWebhook {
  return (content, shape, { isForged = false, signal } = {}) =>
    sendRequest(makeRequest(content, shape, signers, isForged), base, { ...connection, ...(signal && { signal }) });
}
