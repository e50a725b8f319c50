import type { AmountWord, TimeWord, ValueWord } from './filter-words.ts';
import type { FilterTime } from './filter-time.ts';

/** What a webhook must be to match. `all` of nothing matches everything. */
export type Filter =
  | { readonly type: 'all'; readonly parts: readonly Filter[] }
  | { readonly type: 'any'; readonly parts: readonly Filter[] }
  | { readonly type: 'not'; readonly part: Filter }
  | Condition;

export type Condition =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'contains'; readonly text: string }
  | { readonly type: 'values'; readonly word: ValueWord; readonly values: readonly Pattern[] }
  | { readonly type: 'amount'; readonly word: AmountWord; readonly tests: readonly AmountTest[] }
  | { readonly type: 'time'; readonly word: TimeWord; readonly time: FilterTime };

/** The literal parts of a value, with anything between them: `447*` is `['447', '']`, a plain value is one part. */
export type Pattern = readonly string[];

export interface AmountTest {
  readonly compare: '=' | '>' | '>=' | '<' | '<=';
  /** In the smallest unit of its word: microseconds, bytes. */
  readonly amount: number;
}

export const EVERYTHING: Filter = { type: 'all', parts: [] };

/** Longer filters, deeper ones and ones with more conditions are refused, not cut. */
export const FILTER_LIMITS = { characters: 2_000, depth: 10, conditions: 100 } as const;

/** Whether it asks for what no index has: then webhooks are read one by one. */
export function readsBodies(filter: Filter): boolean {
  switch (filter.type) {
    case 'all':
    case 'any':
      return filter.parts.some(readsBodies);
    case 'not':
      return readsBodies(filter.part);
    default:
      return filter.type === 'contains';
  }
}

/** The conditions that must all hold: what the window shows as one tag each. */
export function partsOf(filter: Filter): readonly Filter[] {
  return filter.type === 'all' ? filter.parts : [filter];
}

/** The other way round, without an `all` around a single part. */
export function allOf(parts: readonly Filter[]): Filter {
  const flat = parts.flatMap(partsOf);
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { type: 'all', parts: flat };
}
