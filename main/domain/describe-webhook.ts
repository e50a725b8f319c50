import { misroutedTo } from '../../shared/vonage/paths.ts';
import type { Decoded } from '../../shared/vonage/understand.ts';
import { understand } from '../../shared/vonage/understand.ts';
import type { Understanding } from '../../shared/vonage/understanding.ts';
import type { StoredRequest } from './captured-request.ts';
import { headerValue, pathOf } from './captured-request.ts';
import { decodePayload } from './decode-payload.ts';
import { searchText } from './search-text.ts';

export type Verdict = 'verified' | 'failed' | 'unsigned' | 'no-secret';

/** All that is derived from one stored request. */
export interface Description {
  readonly understanding: Understanding;
  readonly misroutedTo: string | null;
  readonly verdict: Verdict;
  /** What full text search finds it by. Costs as much as all the rest, and only search needs it. */
  readonly searchText: () => string;
}

/** Derives what lists, search and export show. Depends on the stored bytes alone, so it can be done again at any time. */
export function describeWebhook(request: StoredRequest): Description {
  const { parameters, text } = decodePayload(request);
  const understanding = understand(parameters);
  return {
    understanding,
    misroutedTo: misroutedTo(pathOf(request.target), understanding.kind),
    verdict: isSigned(request, parameters) ? 'no-secret' : 'unsigned',
    searchText: () => searchText(request, parameters, text),
  };
}

/** A bearer token (vonage-webhooks, 6.1) or the SMS API's `sig` parameter (7.6). Says nothing about its being right. */
function isSigned(request: StoredRequest, parameters: Decoded): boolean {
  const authorization = headerValue(request.rawHeaders, 'authorization');
  if (authorization !== null && /^bearer\s+\S/i.test(authorization)) return true;
  return (
    parameters.type === 'parameters' &&
    typeof parameters.payload['sig'] === 'string' &&
    parameters.payload['sig'] !== ''
  );
}
