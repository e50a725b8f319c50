import type { Target } from '../../shared/contract/deliveries.ts';
import { AppError } from '../../shared/reply.ts';
import type { Payload } from '../../shared/vonage/understanding.ts';
import { singleUseAgent } from '../deliveries/agents.ts';
import type { Courier, Parcel } from '../deliveries/courier.ts';
import { deliver } from '../deliveries/deliver.ts';
import type { Addressing } from '../deliveries/outgoing-request.ts';
import { outgoingRequest } from '../deliveries/outgoing-request.ts';
import { createClock } from '../domain/clock.ts';
import type { DeliveryResult } from '../domain/delivery.ts';
import type { KeyRing } from '../signature/key-ring.ts';
import type { Receiver } from '../receiver/receiver.ts';
import type { Shape } from './make-request.ts';
import { makeRequest } from './make-request.ts';
import type { Signers, SignWith } from './signers.ts';
import { chooseSigners } from './signers.ts';

/** Sends one webhook, signed at that moment. Rejects with an `AppError` where it can't be sent at all. */
export type SendWebhook = (content: Payload | string, shape: Shape, how?: SendOptions) => Promise<SimulatedAnswer>;

export interface SimulatedAnswer {
  /** Null where no whole answer came. */
  readonly status: number | null;
  /** Why not, as a sentence. */
  readonly problem: string | null;
  readonly ms: number;
  /** The delivery that was noted; null where none was. */
  readonly delivery: number | null;
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
  readonly #courier: Pick<Courier, 'send'>;

  constructor(receiver: Pick<Receiver, 'port' | 'expectFrom'>, keyRing: () => KeyRing, courier: Pick<Courier, 'send'>) {
    this.#receiver = receiver;
    this.#keyRing = keyRing;
    this.#courier = courier;
  }

  /** `to` is null for the receiver. What goes to a target is a delivery. */
  sender(signWith: SignWith, to: Target | null): SendWebhook {
    const signers = chooseSigners(this.#keyRing(), signWith);
    if (signers === null) {
      throw new AppError('no-secret', 'That account has no secret to sign with. Choose another, or send unsigned.');
    }
    if (to !== null) return deliverTo(to, signers, this.#courier);
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

/** Each webhook is a delivery, noted before it goes. */
export function deliverTo(target: Target, signers: Signers, courier: Pick<Courier, 'send'>): SendWebhook {
  const clock = createClock();
  return async (content, shape, { isForged, signal } = {}) => {
    const webhook = makeRequest(content, shape, signers, isForged);
    const [sent] = send(courier, { ...SIMULATED, receivedAt: clock(), webhook, target, signal });
    if (sent === undefined) throw new Error('nothing was sent');
    const { deliveryId, result } = await sent;
    return toAnswer(result, deliveryId);
  };
}

const SIMULATED = {
  webhookId: null,
  way: 'simulate',
  run: null,
  edited: false,
  signature: 'keep',
  hasOwnBody: true,
} as const;

function send(courier: Pick<Courier, 'send'>, parcel: Parcel): ReturnType<Courier['send']> {
  try {
    return courier.send([parcel]);
  } catch (error) {
    throw new AppError('not-noted', `Not sent, because deliveries can’t be noted: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

/** Notes nothing. Each webhook has a connection of its own; `connected` learns our TCP port before its first byte goes out. */
export function sendTo(
  target: SimulationTarget,
  signers: Signers,
  connected?: (localPort: number) => void,
): SendWebhook {
  const clock = createClock();
  const agent = singleUseAgent(target);
  return async (content, shape, { isForged, signal } = {}) => {
    const webhook = makeRequest(content, shape, signers, isForged);
    const sent = outgoingRequest(webhook, target, { webhookId: null, way: 'simulate', receivedAt: clock() });
    const result = await deliver(sent, webhook.body, {
      agent,
      timeLimitMs: target.timeLimitMs,
      clock,
      ...(connected && { connected }),
      ...(signal && { signal }),
    });
    return toAnswer(result, null);
  };
}

function toAnswer({ answer, problem, times }: DeliveryResult, delivery: number | null): SimulatedAnswer {
  const status = problem === null ? (answer?.status ?? null) : null;
  return { status, problem: problem?.message ?? null, ms: Math.round(times.totalUs / 1_000), delivery };
}
