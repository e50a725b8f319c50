import type { Explanation } from '../../shared/contract.ts';
import { formatAgo, formatGap, formatMoment } from '../../shared/format.ts';
import { parseJson } from '../payload/json-document.ts';

export interface Claim {
  readonly name: string;
  /** As it is written, so that no number loses a digit; a string without its quotes. */
  readonly value: string;
  /** What it means here; null where the value says all. */
  readonly meaning: string | null;
}

const LAST_DATE_MS = 8.64e15;

/** The members of a JSON object in their order, repeats kept. Empty where it is none. */
export function readClaims(json: string): Claim[] {
  const { root } = parseJson(json);
  if (root?.type !== 'object') return [];
  return (root.children ?? []).flatMap(({ children = [] }) => {
    const [name, value] = children;
    if (name === undefined || value === undefined) return [];
    const text: unknown = value.type === 'string' ? value.value : json.slice(value.offset, value.offset + value.length);
    return [{ name: String(name.value), value: String(text), meaning: null }];
  });
}

/** The claims with what they mean; times count from the arrival, or from now where that is not known. */
export function explainClaims(explanation: Explanation, receivedAt: number | null, now: number): Claim[] {
  return readClaims(explanation.token?.claims ?? '').map((claim) => ({
    ...claim,
    meaning: explain(claim, explanation, receivedAt, now),
  }));
}

function explain(
  { name, value }: Claim,
  { accountLabel, steps }: Explanation,
  receivedAt: number | null,
  now: number,
): string | null {
  switch (name) {
    case 'iat':
    case 'exp':
    case 'nbf':
      return tellTime(Number(value) * 1_000, receivedAt, now);
    case 'api_key':
      return accountLabel === null ? 'no account with a secret' : `account “${accountLabel}”`;
    case 'payload_hash': {
      const state = steps.find((step) => step.name === 'body')?.state;
      if (state === 'pass') return 'the hash of the body';
      return state === 'fail' ? 'not the hash of the body' : null;
    }
    default:
      return null;
  }
}

/** When it was, and how long before the arrival. */
export function tellTime(ms: number, receivedAt: number | null, now: number): string | null {
  if (!(Math.abs(ms) <= LAST_DATE_MS)) return null;
  const moment = formatMoment(ms, now);
  if (receivedAt === null) return `${moment}, ${ms > now ? 'in the future' : formatAgo(ms, now)}`;
  return `${moment}, received ${formatGap(ms, receivedAt)}`;
}
