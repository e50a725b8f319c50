import { hash } from 'node:crypto';

import type { Finding } from '../../shared/vonage/finding.ts';
import { stageOf } from '../../shared/vonage/life-cycle.ts';
import type { MessageLinks } from '../../shared/vonage/message-links.ts';
import { NO_LINKS, readLinks } from '../../shared/vonage/message-links.ts';
import { misroutedTo } from '../../shared/vonage/paths.ts';
import { understand } from '../../shared/vonage/understand.ts';
import type { Understanding } from '../../shared/vonage/understanding.ts';
import { pathOf } from './captured-request.ts';
import type { DecodedPayload, Encoded } from './decode-payload.ts';
import { decodePayload } from './decode-payload.ts';
import { findFindings } from './find-findings.ts';
import { needsBodyHash } from './repeat-key.ts';
import { searchText } from './search-text.ts';

/** All that is derived from one stored request. */
export interface Description {
  readonly understanding: Understanding;
  readonly links: MessageLinks;
  /** Whether it tells of something that went wrong. */
  readonly isBad: boolean;
  /** Of body or query, where a timeline needs it to find repetitions; else null. */
  readonly bodyHash: string | null;
  readonly misroutedTo: string | null;
  /** What is noticed about the payload. Not everybody who wants a description wants these. */
  readonly findings: () => readonly Finding[];
  /** What full text search finds it by. Costs as much as all the rest, and only search needs it. */
  readonly searchText: () => string;
}

/** Derives what lists, search and export show. Depends on the stored bytes alone, so it can be done again at any time. */
export function describeWebhook(request: Encoded, decoded: DecodedPayload = decodePayload(request)): Description {
  const { parameters, text } = decoded;
  const understanding = understand(parameters);
  const { api, kind, channel, status } = understanding;
  return {
    understanding,
    links: parameters.type === 'parameters' ? readLinks(api, kind, parameters.payload) : NO_LINKS,
    isBad: stageOf(api, kind, channel, status).tone === 'bad',
    bodyHash: understanding.messageId !== null && needsBodyHash(understanding) ? hashOf(request) : null,
    misroutedTo: misroutedTo(pathOf(request.target), understanding.kind),
    findings: () => findFindings(decoded, understanding),
    searchText: () => searchText(request, parameters, text),
  };
}

/** Long enough that two webhooks of one message never share it by chance. */
const HASH_CHARACTERS = 20;

/** A webhook by GET has no body: then the query is what was sent. */
function hashOf({ body, target }: Encoded): string {
  return hash('sha256', body.length > 0 ? body : target, 'hex').slice(0, HASH_CHARACTERS);
}
