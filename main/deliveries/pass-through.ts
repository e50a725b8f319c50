import type { Target } from '../../shared/contract/deliveries.ts';
import type { Answer } from '../domain/captured-request.ts';
import { headerValue } from '../domain/captured-request.ts';
import { decodeBody } from '../domain/decode-payload.ts';
import type { AppAnswer, DeliveryResult, OutgoingWebhook, SentRequest } from '../domain/delivery.ts';
import type { Courier, Parcel } from './courier.ts';
import { matcherOf, subjectOf } from './forward-match.ts';
import { endToEndHeaders, wasForwarded } from './outgoing-request.ts';

/** How much of an answer's text the record has; the delivery has the bytes. In characters. */
const LONGEST_SHOWN = 64 * 1_024;

interface Unstored {
  readonly parcel: Omit<Parcel, 'webhookId'>;
  readonly request: SentRequest;
  readonly result: DeliveryResult;
}

/** What the record has of an answer that a target of this name gave. */
export const answeredBy = (target: string): string => `pass-through to ${target}`;

/** What goes to the same targets besides. */
export interface Beside {
  /** Told of each delivery once its webhook has a number. */
  passedThrough(target: Target, webhookId: number, result: DeliveryResult): void;
  /** Resolves with what ends the turn of this message; null where it does not come in time. */
  turn(target: number, key: string, limitMs: number): Promise<(() => void) | null>;
}

/** A call waits for what these are answered, and Vonage itself keeps no order between them and others. */
const CALL_FLOW_KINDS: ReadonlySet<string> = new Set(['answer', 'fallback']);

/**
 * Asks the target that answers in our place, while Vonage waits.
 *
 * The webhook is stored together with its answer, so it has no number while it is under way: its delivery is noted
 * when the commit has given it one.
 */
export class PassThrough {
  readonly #courier: Courier;
  readonly #beside: Beside;
  readonly #unstored = new Map<Answer, Unstored>();
  readonly #underWay = new Map<number, number>();
  #targets: readonly Target[] = [];
  #noneIsOpen: (() => void) | null = null;

  constructor(courier: Courier, beside: Beside) {
    this.#courier = courier;
    this.#beside = beside;
  }

  configure(targets: readonly Target[]): void {
    this.#targets = targets.filter(({ live, mode }) => live && mode === 'pass-through');
  }

  /**
   * The answer of the first target that this webhook is meant for, or the one for a target that gives none; null where
   * it is meant for none. `otherwise` makes the usual answer.
   */
  answer(webhook: OutgoingWebhook, receivedAt: number, otherwise: () => Answer): Promise<Answer> | null {
    if (this.#targets.length === 0 || webhook.method === 'CONNECT' || wasForwarded(webhook.rawHeaders)) return null;
    const subject = subjectOf(webhook);
    const target = this.#targets.find((candidate) => matcherOf(candidate)(subject));
    if (target === undefined) return null;
    const busy = this.#underWay.get(target.id) ?? 0;
    // It gets its copy later; until then Vonage has the answer for a target that does not answer.
    if (busy >= target.parallel) return Promise.resolve(inPlaceOf(target, otherwise));
    this.#underWay.set(target.id, busy + 1);
    const { messageKey, kind } = subject;
    const key = CALL_FLOW_KINDS.has(kind) ? null : messageKey;
    return this.#ask(webhook, target, key, receivedAt, otherwise).finally(() => {
      this.#underWay.set(target.id, (this.#underWay.get(target.id) ?? 1) - 1);
      this.#lookWhetherOpen();
    });
  }

  /** The webhook that got this answer has been stored under this number. */
  stored(answer: Answer, webhookId: number): void {
    const unstored = this.#unstored.get(answer);
    if (unstored === undefined) return;
    const { parcel, request, result } = unstored;
    this.notStored(answer);
    // Before the note, which may fail: the target must not get it once more.
    this.#beside.passedThrough(parcel.target, webhookId, result);
    this.#courier.note({ ...parcel, webhookId }, request, result);
  }

  /** The webhook with this answer has no number, and will have none. */
  notStored(answer: Answer): void {
    this.#unstored.delete(answer);
    this.#lookWhetherOpen();
  }

  /** Resolves once each webhook that a target was asked about has been stored, and its delivery noted. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    await new Promise<void>((resolve) => {
      this.#noneIsOpen = resolve;
    });
  }

  get #isOpen(): boolean {
    return this.#unstored.size > 0 || [...this.#underWay.values()].some((count) => count > 0);
  }

  #lookWhetherOpen(): void {
    if (this.#noneIsOpen !== null && !this.#isOpen) this.#noneIsOpen();
  }

  async #ask(
    webhook: OutgoingWebhook,
    target: Target,
    key: string | null,
    receivedAt: number,
    otherwise: () => Answer,
  ): Promise<Answer> {
    const begunAt = performance.now();
    // The target has the other half at least: with less it would pass for one that is down.
    const endTurn = key === null ? () => {} : await this.#beside.turn(target.id, key, target.timeLimitMs / 2);
    if (endTurn === null) return inPlaceOf(target, otherwise);
    const timeLimitMs = Math.ceil(target.timeLimitMs - (performance.now() - begunAt));
    const unchanged = { edited: false, signature: 'keep', hasOwnBody: false, run: null } as const;
    const parcel = { receivedAt, webhook, target, way: 'pass-through', ...unchanged } as const;
    const { request, result } = await this.#courier.sendUnnoted({ ...parcel, target: { ...target, timeLimitMs } });
    endTurn();
    const whole =
      result.problem === null && result.answer?.body.length === result.answer?.bodyBytes && isFinal(result.answer);
    const answer = whole && result.answer !== null ? toAnswer(result.answer, target) : inPlaceOf(target, otherwise);
    this.#unstored.set(answer, { parcel: { ...parcel, webhook: { ...webhook, body: NOTHING } }, request, result });
    return answer;
  }
}

/** The body is in the record by the time that the delivery is noted. */
const NOTHING = new Uint8Array(0);

function toAnswer({ status, rawHeaders, body }: AppAnswer, { name }: Target): Answer {
  const headers = endToEndHeaders(rawHeaders).flatMap((part, index, all) =>
    index % 2 === 0 && part.toLowerCase() !== 'content-length' ? [part, all[index + 1] ?? ''] : [],
  );
  const hasBody = status !== 204 && status !== 304;
  const text = Buffer.from(decodeBody(rawHeaders, body).bytes ?? body).toString('utf8');
  return {
    status,
    contentType: headerValue(rawHeaders, 'content-type'),
    body: text.slice(0, LONGEST_SHOWN),
    rule: answeredBy(name),
    verbatim: { rawHeaders: hasBody ? [...headers, 'Content-Length', String(body.length)] : headers, body },
  };
}

/** A new object each time: which answer went out is told by the object itself. */
function inPlaceOf({ name, failureAnswer }: Target, otherwise: () => Answer): Answer {
  const rule = `no answer from ${name}`;
  if (failureAnswer === null) return { ...otherwise(), rule };
  return { status: failureAnswer, contentType: null, body: '', rule };
}

/** A status that HTTP knows: any three digits can come, and ours would refuse to send them on. */
function isFinal(answer: AppAnswer | null): boolean {
  return answer !== null && answer.status >= 200 && answer.status <= 599;
}
