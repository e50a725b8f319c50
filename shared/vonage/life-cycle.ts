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

type Place = Pick<Stage, 'rank' | 'after'>;
type Life = ReadonlyMap<string, Place>;

const at = (rank: number, after: string | null = null): Place => ({ rank, after });

/** A state that is in no table: shown and kept, but it ends nothing (4.2). */
const UNKNOWN: Stage = { rank: 2, final: false, tone: 'neutral', after: null };
/** Something that happens in a life without being a state of it. */
const MOMENT: Stage = { rank: 0, final: false, tone: 'neutral', after: null };

/** Section 4.2. */
const message: Life = new Map([
  ['accepted', at(0)],
  ['submitted', at(1)],
  ['delivered', at(4, 'submitted')],
  ['rejected', at(5)],
  ['undeliverable', at(5)],
  ['failed', at(5)],
  ['expired', at(5)],
  ['read', at(6, 'delivered')],
  ['seen', at(6, 'delivered')],
  ['clicked', at(7)],
]);

/** Section 7.5. Not every carrier sends `accepted` and `buffered`, so neither is missed. */
const receipt: Life = new Map([
  ['accepted', at(0)],
  ['buffered', at(1)],
  ['unknown', at(3)],
  ['delivered', at(4)],
  ['expired', at(5)],
  ['failed', at(5)],
  ['rejected', at(5)],
]);

/** Section 8.2. */
const call: Life = new Map([
  ['started', at(0)],
  ['ringing', at(1)],
  ['answered', at(3, 'started')],
  ['human', at(4)],
  ['machine', at(4)],
  ['disconnected', at(4)],
  ['busy', at(5)],
  ['cancelled', at(5)],
  ['unanswered', at(5)],
  ['timeout', at(5)],
  ['rejected', at(5)],
  ['failed', at(5)],
  ['completed', at(6, 'answered')],
]);

/** Section 9.2. The end of one channel is not the end of the request: the next channel is tried. */
const verifyEvent: Life = new Map([
  ['action_pending', at(0)],
  ['failed', at(1)],
  ['rejected', at(1)],
  ['user_rejected', at(1)],
  ['expired', at(1)],
  ['blocked', at(1)],
  ['completed', at(3)],
]);

/** Where one webhook tells the end, every state is as late as any other. */
const END = 6;
const END_ONLY: Life = new Map();

const lives = new Map<string, Life>([
  ['messages-v1/message-status', message],
  ['messages-v0.1/message-status', message],
  ['dispatch/message-status', message],
  ['dispatch/final-report', END_ONLY],
  ['sms/delivery-receipt', receipt],
  ['voice/call-event', call],
  ['verify-v2/verify-event', verifyEvent],
  ['verify-v2/verify-summary', END_ONLY],
  ['number-insight/insight-advanced-async', END_ONLY],
  ['reports/report-finished', END_ONLY],
]);

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
  const life = lives.get(name);
  if (life === undefined) return explained === null ? MOMENT : { ...MOMENT, tone: explained.tone };
  if (explained === null) return UNKNOWN;
  const { rank, after } = life.get(status.toLowerCase()) ?? at(life === END_ONLY ? END : UNKNOWN.rank);
  return { rank, after, final: explained.final, tone: explained.tone };
}

/** Whether the webhook says what state its message, call or request is in. */
export function tellsState(api: string, kind: string): boolean {
  return lives.has(`${api}/${kind}`);
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
