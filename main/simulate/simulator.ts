import type { Target } from '../../shared/contract/deliveries.ts';
import { AppError } from '../../shared/reply.ts';
import type { Payload } from '../../shared/vonage/understanding.ts';
import { singleUseAgent } from '../deliveries/agents.ts';
import { deliver } from '../deliveries/deliver.ts';
import type { Addressing } from '../deliveries/outgoing-request.ts';
import { outgoingRequest } from '../deliveries/outgoing-request.ts';
import { createClock } from '../domain/clock.ts';
import type { KeyRing } from '../signature/key-ring.ts';
import type { Receiver } from '../receiver/receiver.ts';
import type { Shape } from './make-request.ts';
import { makeRequest } from './make-request.ts';
import type { Signers, SignWith } from './signers.ts';
import { chooseSigners } from './signers.ts';

/** Sends one webhook, signed at that moment. Rejects with an `AppError` where no whole answer came. */
export type SendWebhook = (content: Payload | string, shape: Shape, how?: SendOptions) => Promise<SimulatedAnswer>;

export interface SimulatedAnswer {
  readonly status: number;
  readonly ms: number;
}

export interface SendOptions {
  /** Signs with another secret than the one that is right. */
  readonly isForged?: boolean;
  /** Gives up waiting for an answer. */
  readonly signal?: AbortSignal;
}

/** Where simulated webhooks go, and how. */
export type SimulationTarget = Addressing & Pick<Target, 'allowSelfSigned' | 'timeLimitMs'>;

/** Vonage waits no longer for a status or a message (vonage-webhooks, 10.2). */
const VONAGE_WAITS_MS = 15_000;

/** Sends simulated webhooks through the real receiver, or straight to a target. */
export class Simulator {
  readonly #receiver: Pick<Receiver, 'port' | 'expectFrom'>;
  readonly #keyRing: () => KeyRing;

  constructor(receiver: Pick<Receiver, 'port' | 'expectFrom'>, keyRing: () => KeyRing) {
    this.#receiver = receiver;
    this.#keyRing = keyRing;
  }

  /** `to` is null for the receiver. */
  sender(signWith: SignWith, to: SimulationTarget | null): SendWebhook {
    const signers = chooseSigners(this.#keyRing(), signWith);
    if (signers === null) {
      throw new AppError('no-secret', 'That account has no secret to sign with. Choose another, or send unsigned.');
    }
    if (to !== null) return sendTo(to, signers);
    return sendTo(receiverAt(this.#receiver.port), signers, (localPort) =>
      this.#receiver.expectFrom(localPort, 'simulator'),
    );
  }
}

/** A receiver of ours, which gets what Vonage would send and nothing else but these headers. */
export function receiverAt(port: number, headers: SimulationTarget['headers'] = []): SimulationTarget {
  const url = `http://127.0.0.1:${port}`;
  return { url, path: 'keep', marks: false, headers, allowSelfSigned: false, timeLimitMs: VONAGE_WAITS_MS };
}

/** Each webhook has a connection of its own; `connected` learns our TCP port before its first byte goes out. */
export function sendTo(
  target: SimulationTarget,
  signers: Signers,
  connected?: (localPort: number) => void,
): SendWebhook {
  const clock = createClock();
  const agent = singleUseAgent(target);
  return async (content, shape, { isForged = false, signal } = {}) => {
    const webhook = makeRequest(content, shape, signers, isForged);
    const sent = outgoingRequest(webhook, target, { webhookId: null, way: 'simulate', receivedAt: clock() });
    const { answer, problem, times } = await deliver(sent, webhook.body, {
      agent,
      timeLimitMs: target.timeLimitMs,
      clock,
      ...(connected && { connected }),
      ...(signal && { signal }),
    });
    if (answer === null || problem !== null) throw new AppError('not-sent', problem?.message ?? 'No answer came.');
    return { status: answer.status, ms: Math.round(times.totalUs / 1_000) };
  };
}
