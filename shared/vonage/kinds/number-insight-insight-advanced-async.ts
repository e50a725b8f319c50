import type { KindDefinition } from '../kind-definition.ts';
import { join } from '../line.ts';
import { describeOutcome } from '../outcome.ts';
import { has, objectOf, textOf } from '../read.ts';
import type { Payload } from '../understanding.ts';
import { numberInsightStatuses } from '../error-codes/number-insight.ts';
import { numberInsightFields } from '../fields/number-insight.ts';
import { END_ONLY } from '../lives.ts';
import { insightSchema } from '../schemas/number-insight.ts';
import { insightStatuses } from '../statuses/number-insight.ts';
import { byStatus } from '../simulation.ts';

const OUTCOMES = new Map([
  ['0', 'success'],
  ['1', 'partial'],
  ['2', 'failed'],
]);
/** Statuses of a lookup that could not ask the network, and so is not complete (9.1). */
const PARTIAL = new Set(['43', '44', '45']);

/** The code and the outcome that a simulated lookup has. */
const SIMULATED = new Map([
  ['success', { status: 0, status_message: 'Success', lookup_outcome: 0 }],
  ['partial', { status: 44, status_message: 'Lookup Handler unable to handle request', lookup_outcome: 1 }],
  ['failed', { status: 3, status_message: 'Invalid request', lookup_outcome: 2 }],
]);

/** Section 9.1. It names no time. */
export const numberInsightInsightAdvancedAsync: KindDefinition = {
  api: 'number-insight',
  kind: 'insight-advanced-async',
  label: 'Number insight',
  view: 'other',
  paths: ['/webhooks/insight'],
  matches: (payload) =>
    has(payload, 'request_id') &&
    (has(payload, 'lookup_outcome') || has(payload, 'status_message') || has(payload, 'international_format_number')),
  describe: (payload) => {
    const code = textOf(payload, 'status');
    const errorCode = code === '0' ? null : code;
    const status = outcome(payload, code);
    const error = { code: errorCode, words: textOf(payload, 'status_message') };
    return {
      messageId: textOf(payload, 'request_id'),
      to: textOf(payload, 'international_format_number'),
      status,
      errorCode,
      summary:
        errorCode === null
          ? join(', ', status, carrier(payload), textOf(payload, 'country_name'), reachable(payload))
          : describeOutcome(numberInsightStatuses, status, error),
    };
  },
  fields: [numberInsightFields],
  explainStatus: (status) => insightStatuses.get(status),
  errorCodes: numberInsightStatuses,
  life: END_ONLY,
  simulation: {
    variants: byStatus(insightStatuses.keys()),
    signing: 'none',
    payload: ({ status }, { to }) => ({
      ...SIMULATED.get(status ?? ''),
      international_format_number: to,
      country_code: 'GB',
      country_name: 'United Kingdom',
    }),
  },
  schema: insightSchema,
};

function outcome(payload: Payload, code: string | null): string | null {
  const known = OUTCOMES.get(textOf(payload, 'lookup_outcome') ?? '');
  if (known !== undefined) return known;
  if (code === null) return null;
  if (code === '0') return 'success';
  return PARTIAL.has(code) ? 'partial' : 'failed';
}

function carrier(payload: Payload): string | null {
  const current = objectOf(payload, 'current_carrier');
  return current === null ? null : textOf(current, 'name', 'network_code');
}

/** `unknown` alone would not say what of. */
function reachable(payload: Payload): string | null {
  const answer = textOf(payload, 'reachable');
  return answer === 'unknown' ? null : answer;
}
