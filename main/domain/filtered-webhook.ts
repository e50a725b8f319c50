import type { FilteredWebhook } from '../../shared/filter/matches-filter.ts';
import { findKind } from '../../shared/vonage/kinds.ts';
import type { StoredRequest } from './captured-request.ts';
import type { Description, Verdict } from './describe-webhook.ts';
import { hasPhrase } from './match-words.ts';
import { wordsOf } from './words.ts';

/** What one webhook alone does not tell: how it stands among others, who marked it, and what secrets say of it. */
export interface Marks {
  readonly verdict: Verdict;
  readonly isStarred: boolean;
  readonly isDuplicate: boolean;
  readonly isOutOfOrder: boolean;
  readonly isLate: boolean;
}

const GROUPS = { inbound: 'inbound', statuses: 'status', other: 'other' } as const;

/** A webhook as a filter sees it, made of its stored bytes. Its words are cut when they are asked for. */
export function toFilteredWebhook(request: StoredRequest, description: Description, marks: Marks): FilteredWebhook {
  const { understanding } = description;
  let words: readonly string[] | null = null;
  return {
    group: GROUPS[findKind(understanding.api, understanding.kind).view],
    kind: understanding.kind,
    api: understanding.api,
    channel: understanding.channel,
    status: understanding.status,
    error: understanding.errorCode,
    from: understanding.from,
    to: understanding.to,
    id: understanding.messageId,
    account: understanding.account,
    sig: marks.verdict,
    via: request.via,
    marks: marksOf(request, description, marks),
    receivedAt: request.receivedAt,
    took: request.durationUs,
    size: request.body.length,
    answer: request.answer.status,
    hasWords(phrase) {
      words ??= wordsOf(description.searchText());
      return hasPhrase(words, phrase);
    },
    // As bytes: Node aborts the whole process when it looks for half a surrogate pair in a buffer.
    contains: (text) => Buffer.from(request.body).includes(Buffer.from(text)),
  };
}

function marksOf({ outcome }: StoredRequest, { isBad, misroutedTo }: Description, marks: Marks): ReadonlySet<string> {
  const isProblem = marks.verdict === 'failed' || isBad || misroutedTo !== null || outcome !== 'complete';
  const all: Readonly<Record<string, boolean>> = {
    starred: marks.isStarred,
    problem: isProblem,
    duplicate: marks.isDuplicate,
    late: marks.isLate,
    'out-of-order': marks.isOutOfOrder,
    misrouted: misroutedTo !== null,
    incomplete: outcome !== 'complete',
  };
  return new Set(Object.keys(all).filter((mark) => all[mark] === true));
}
