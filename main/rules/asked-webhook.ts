import type { FilteredWebhook } from '../../shared/filter/matches-filter.ts';
import type { TemplateValues } from '../../shared/rules/template.ts';
import type { Via } from '../domain/captured-request.ts';
import type { Encoded } from '../domain/decode-payload.ts';
import { decodePayload } from '../domain/decode-payload.ts';
import { describeWebhook } from '../domain/describe-webhook.ts';
import type { Marks } from '../domain/filtered-webhook.ts';
import { toFilteredWebhook } from '../domain/filtered-webhook.ts';
import type { Checks } from '../signature/checks.ts';
import type { Verification } from '../signature/verify-webhook.ts';
import { verifyWebhook } from '../signature/verify-webhook.ts';

/** A webhook that waits for its answer. */
export interface Asked extends Encoded {
  /** Microseconds since 1970 UTC. */
  readonly receivedAt: number;
  readonly via: Via;
}

export interface AskedWebhook {
  readonly filtered: FilteredWebhook;
  readonly values: () => TemplateValues;
}

/** What rules can ask of a webhook before it is stored. Its signature is looked at only where a rule asks for it. */
export function toAskedWebhook(asked: Asked, { keyRing, settings }: Checks): AskedWebhook {
  const decoded = decodePayload(asked);
  const description = describeWebhook(asked, decoded);
  let verified: Verification | null = null;
  const verify = (): Verification => (verified ??= verifyWebhook(asked, decoded.parameters, keyRing, settings));
  const marks: Marks = {
    get verdict() {
      return verify().verdict;
    },
    get reason() {
      return verify().reason;
    },
    get account() {
      return verify().account;
    },
    isStarred: false,
    note: null,
    isDuplicate: false,
    isOutOfOrder: false,
    isLate: false,
  };
  const { from, to, messageId, kind, api, channel, status, errorCode } = description.understanding;
  return {
    filtered: toFilteredWebhook(
      { ...asked, durationUs: 0, outcome: 'complete', answer: NO_ANSWER },
      description,
      marks,
    ),
    values: () => ({
      names: { from, to, id: messageId, kind, api, channel, status, error: errorCode, now: toIso(asked.receivedAt) },
      payload: decoded.parameters.type === 'parameters' ? decoded.parameters.payload : null,
    }),
  };
}

const NO_ANSWER = { status: 0, contentType: null, body: '', rule: null };

const toIso = (micros: number): string => new Date(micros / 1_000).toISOString();
