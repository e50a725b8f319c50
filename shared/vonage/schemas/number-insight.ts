import { numberInsightStatuses } from '../error-codes/number-insight.ts';
import type { Members, Schema, Vocabulary } from '../vocabulary.ts';

const NETWORK_TYPES = ['mobile', 'landline', 'landline_premium', 'landline_tollfree', 'virtual', 'unknown', 'pager'];
const PORTED = ['unknown', 'ported', 'not_ported', 'assumed_not_ported', 'assumed_ported'];
const VALID = ['unknown', 'valid', 'not_valid', 'inferred', 'inferred_not_valid'];
const REACHABLE = ['unknown', 'reachable', 'undeliverable', 'absent', 'bad_number', 'blacklisted'];

/** Section 9.1. What could not be found out is null, or not there at all. */
export function insightSchema(words: Vocabulary): Schema {
  const { object, either, oneOf, codeOf, text, numeric } = words;
  const carrier = object({}, { network_code: text, name: text, country: text, network_type: oneOf(...NETWORK_TYPES) });
  const roaming = object(
    { status: oneOf('roaming', 'not_roaming', 'unknown') },
    { roaming_country_code: text, roaming_network_code: text, roaming_network_name: text },
  );
  const caller = callerMembers(words);
  return object(
    { request_id: text, status: codeOf(numberInsightStatuses) },
    {
      status_message: text,
      error_text: text,
      lookup_outcome: codeOf(OUTCOMES),
      lookup_outcome_message: text,
      international_format_number: text,
      national_format_number: text,
      country_code: text,
      country_code_iso3: text,
      country_name: text,
      country_prefix: text,
      request_price: numeric,
      refund_price: numeric,
      remaining_balance: numeric,
      current_carrier: carrier,
      original_carrier: carrier,
      ported: oneOf(...PORTED),
      roaming: either(roaming, oneOf('unknown')),
      valid_number: oneOf(...VALID),
      reachable: oneOf(...REACHABLE),
      caller_identity: object({}, caller),
      ...caller,
      real_time_data: object({}, { active_status: text, handset_status: text }),
    },
  );
}

const OUTCOMES = new Map([
  ['0', 'success'],
  ['1', 'partial'],
  ['2', 'failed'],
]);

/** They stand in `caller_identity`, and older webhooks have a flat copy beside it. */
function callerMembers({ text, oneOf }: Vocabulary): Members {
  return {
    caller_type: oneOf('business', 'consumer', 'unknown'),
    caller_name: text,
    first_name: text,
    last_name: text,
  };
}
