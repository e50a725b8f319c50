import { misroutedTo } from '../../shared/vonage/paths.ts';
import { understand } from '../../shared/vonage/understand.ts';
import type { Understanding } from '../../shared/vonage/understanding.ts';
import type { StoredRequest } from './captured-request.ts';
import { pathOf } from './captured-request.ts';
import type { DecodedPayload } from './decode-payload.ts';
import { decodePayload } from './decode-payload.ts';
import { searchText } from './search-text.ts';

/** All that is derived from one stored request. */
export interface Description {
  readonly understanding: Understanding;
  readonly misroutedTo: string | null;
  /** What full text search finds it by. Costs as much as all the rest, and only search needs it. */
  readonly searchText: () => string;
}

/** Derives what lists, search and export show. Depends on the stored bytes alone, so it can be done again at any time. */
export function describeWebhook(
  request: StoredRequest,
  { parameters, text }: DecodedPayload = decodePayload(request),
): Description {
  const understanding = understand(parameters);
  return {
    understanding,
    misroutedTo: misroutedTo(pathOf(request.target), understanding.kind),
    searchText: () => searchText(request, parameters, text),
  };
}
