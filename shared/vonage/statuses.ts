import { findKind } from './kinds.ts';
import type { StatusExplanation } from './status-explanation.ts';
import type { Understanding } from './understanding.ts';

/** What the status of a webhook means; null where it has none, or one that we do not know. Case does not matter. */
export function explainStatus({
  api,
  kind,
  channel,
  status,
}: Pick<Understanding, 'api' | 'kind' | 'channel' | 'status'>): StatusExplanation | null {
  if (status === null) return null;
  return findKind(api, kind).explainStatus?.(status.toLowerCase(), channel?.toLowerCase() ?? null) ?? null;
}
