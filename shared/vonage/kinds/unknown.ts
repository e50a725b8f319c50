import type { KindDefinition } from '../kind-definition.ts';
import { join, toPairs } from '../line.ts';

export const UNREADABLE = 'Not a JSON object, a form or a query: see the raw body';

/** Whatever fits nothing else. It is kept and shown like any webhook. */
export const unknown: KindDefinition = {
  api: 'unknown',
  kind: 'unknown',
  label: 'Unknown',
  view: 'other',
  paths: [],
  matches: () => true,
  describe: (payload) => ({ summary: join(': ', 'Not a known webhook', toPairs(payload)) }),
  fields: [],
  schema: null,
};
