import { findKind } from './kinds.ts';
import { END_ONLY } from './lives.ts';
import type { Tone } from './status-explanation.ts';
import { explainStatus } from './statuses.ts';

/** One state in the life of a message, call or request. */
export interface Stage {
  /** Places the states of one life in order; equal where they exclude each other. */
  readonly rank: number;
  /** No other state should follow. */
  readonly final: boolean;
  readonly tone: Tone;
  /** The state that must have been before this one; null where none must. */
  readonly after: string | null;
}

/** Inbound messages have no status of their own. */
export const RECEIVED = 'received';

const END = 6;

/** A state that is in no table: shown and kept, but it ends nothing (4.2). */
const UNKNOWN: Stage = { rank: 2, final: false, tone: 'neutral', after: null };
/** Something that happens in a life without being a state of it. */
const MOMENT: Stage = { rank: 0, final: false, tone: 'neutral', after: null };

/** What is not told by a status: two voice webhooks are bad news by their kind alone (8.3, 8.4). */
const moments = new Map<string, Stage>([
  ['voice/error', { ...MOMENT, tone: 'bad' }],
  ['voice/fallback', { ...MOMENT, tone: 'bad' }],
  ['voice/answer', { ...MOMENT, rank: 2 }],
]);

/** The stage that a webhook of this kind tells. */
export function stageOf(api: string, kind: string, channel: string | null, status: string | null): Stage {
  const name = `${api}/${kind}`;
  const moment = moments.get(name);
  if (moment !== undefined || status === null) return moment ?? MOMENT;
  const explained = explainStatus({ api, kind, channel, status });
  const { life } = findKind(api, kind);
  if (life === undefined) return explained === null ? MOMENT : { ...MOMENT, tone: explained.tone };
  if (explained === null) return UNKNOWN;
  const { rank, after } = life.get(status.toLowerCase()) ?? {
    rank: life === END_ONLY ? END : UNKNOWN.rank,
    after: null,
  };
  return { rank, after, final: explained.final, tone: explained.tone };
}

/** Whether the webhook says what state its message, call or request is in. */
export function tellsState(api: string, kind: string): boolean {
  return findKind(api, kind).life !== undefined;
}

/**
 * Whether a message in state `now` moves on to `next`. A final state never moves back: after it comes only what is
 * more of the same (`read` after `delivered`), or what is known better (`delivered` after `unknown`).
 */
export function movesOn(now: Stage, next: Stage): boolean {
  if (!now.final) return next.rank >= now.rank;
  if (!next.final || next.rank <= now.rank) return false;
  return now.tone === 'neutral' || (now.tone === 'good' && next.tone === 'good');
}
