import { explainErrorCode } from './error-codes.ts';
import type { StatusExplanation } from './status-explanation.ts';
import { explainStatus } from './statuses.ts';
import type { Understanding } from './understanding.ts';

type Webhook = Pick<Understanding, 'api' | 'kind' | 'channel'>;

/** The fields that hold a status, whatever each kind calls it, by their path without list positions. */
const STATUS_FIELDS = new Set([
  'status',
  'type',
  'event',
  'request_status',
  'sms.segments.status',
  '_links.messages.status',
  'workflow.status',
]);
const CODE_FIELDS = new Set(['error.title', 'error.code', 'err-code', 'sms.segments.error_code', 'status']);

/** What the value of a field stands for and what to do about it; null where it is no known status or error code. */
export function explainValue(webhook: Webhook, path: readonly (string | number)[], value: string): string | null {
  const name = path.filter((step) => typeof step === 'string').join('.');
  const status = STATUS_FIELDS.has(name) ? explainStatus({ ...webhook, status: value }) : null;
  if (status !== null) return describeStatus(status);
  const error = CODE_FIELDS.has(name) ? explainErrorCode(webhook.api, value) : null;
  return error === null ? null : `${error.meaning}. ${error.advice}`;
}

/** What a status means, and whether it is the last word. */
export function describeStatus({ meaning, final, tone }: StatusExplanation): string {
  return final || tone === 'neutral' ? meaning : `${meaning} More may follow.`;
}
