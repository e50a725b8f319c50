import type { FilteredWebhook } from '../../shared/filter/matches-filter.ts';
import type { Reason, Verdict } from '../../shared/signature.ts';
import { canTrip } from '../../shared/vonage/finding.ts';
import { findKind } from '../../shared/vonage/kinds.ts';
import type { StoredRequest } from './captured-request.ts';
import type { Description } from './describe-webhook.ts';
import { hasPhrase } from './match-words.ts';
import { wordsOf } from './words.ts';

/** What one webhook alone does not tell: how it stands among others, who marked it, and what secrets say of it. */
export interface Marks {
  /** Null where nobody has looked yet. */
  readonly verdict: Verdict | null;
  readonly reason: Reason | null;
  /** The API key that its signature names, if it is known. */
  readonly account: string | null;
  readonly isStarred: boolean;
  /** What the person wrote about it; null for nothing. */
  readonly note: string | null;
  readonly isDuplicate: boolean;
  readonly isOutOfOrder: boolean;
  readonly isLate: boolean;
}

const GROUPS = { inbound: 'inbound', statuses: 'status', other: 'other' } as const;

type Filtered = Pick<StoredRequest, 'via' | 'receivedAt' | 'durationUs' | 'body' | 'outcome' | 'answer'>;

/** A webhook as a filter sees it, made of its bytes. Its words are cut, and `marks` read, when they are asked for. */
export function toFilteredWebhook(request: Filtered, description: Description, marks: Marks): FilteredWebhook {
  const { understanding } = description;
  let texts: readonly (readonly string[])[] | null = null;
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
    get account() {
      return marks.account ?? understanding.account;
    },
    get sig() {
      return marks.verdict;
    },
    get reason() {
      return marks.reason;
    },
    via: request.via,
    note: marks.note,
    get findings() {
      return description.findings().length || null;
    },
    hasMark: (mark) => hasMark(mark, request, description, marks),
    receivedAt: request.receivedAt,
    took: request.durationUs,
    size: request.body.length,
    answer: request.answer.status,
    hasWords(phrase) {
      texts ??= [description.searchText(), marks.note ?? ''].map(wordsOf);
      return texts.some((words) => hasPhrase(words, phrase));
    },
    // As bytes: Node aborts the whole process when it looks for half a surrogate pair in a buffer.
    contains: (text) => Buffer.from(request.body).includes(Buffer.from(text)),
  };
}

function hasMark(mark: string, { outcome }: Filtered, description: Description, marks: Marks): boolean {
  const { isBad, misroutedTo } = description;
  const isMisrouted = misroutedTo !== null;
  const isIncomplete = outcome !== 'complete';
  switch (mark) {
    case 'starred':
      return marks.isStarred;
    case 'problem':
      return marks.verdict === 'failed' || isBad || isMisrouted || isIncomplete || description.findings().some(canTrip);
    case 'duplicate':
      return marks.isDuplicate;
    case 'late':
      return marks.isLate;
    case 'out-of-order':
      return marks.isOutOfOrder;
    case 'misrouted':
      return isMisrouted;
    case 'incomplete':
      return isIncomplete;
    default:
      return false;
  }
}
