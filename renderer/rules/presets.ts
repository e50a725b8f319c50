import type { WebhookRow } from '../../shared/contract.ts';
import type { Rule, RuleFields } from '../../shared/contract/rules.ts';
import { printValue } from '../../shared/filter/print-filter.ts';

const USUAL: RuleFields = {
  name: '',
  match: '',
  ending: 'answer',
  status: 200,
  headers: [],
  body: '',
  delayMs: 0,
  limit: null,
  percent: null,
};

const NCCO = JSON.stringify([{ action: 'talk', text: 'Hello {{from}}. You have called {{to}}.' }], null, 2);

/** What most are made for. */
export const PRESETS: readonly RuleFields[] = [
  { ...USUAL, name: 'Next 3 statuses: 503', match: 'kind:status', status: 503, limit: 3 },
  { ...USUAL, name: 'Inbound: 30 s late', match: 'kind:inbound', delayMs: 30_000 },
  {
    ...USUAL,
    name: 'NCCO for answer',
    match: 'kind:answer',
    headers: [['Content-Type', 'application/json']],
    body: NCCO,
  },
  { ...USUAL, name: 'Close without answer', ending: 'close', limit: 1 },
  { ...USUAL, name: '1 in 10 fails', status: 503, percent: 10 },
];

export const EMPTY_RULE: RuleFields = { ...USUAL, status: 503 };

/** Another answer for webhooks like this one. */
export function ruleLike({ kind, channel }: Pick<WebhookRow, 'kind' | 'channel'>): RuleFields {
  const channels = channel === null ? '' : ` ${printValue('channel', channel)}`;
  return { ...EMPTY_RULE, match: `${printValue('kind', kind)}${channels}` };
}

export function toFields({ id: _id, on: _on, answered: _answered, ...fields }: Rule): RuleFields {
  return fields;
}
