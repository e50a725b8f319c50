/** How a state turned out: still open, as hoped, as feared, or neither. */
export type Tone = 'open' | 'good' | 'bad' | 'plain';

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

type Life = ReadonlyMap<string, Stage>;

const open = (rank: number, after: string | null = null): Stage => ({ rank, final: false, tone: 'open', after });
const good = (rank: number, after: string | null = null): Stage => ({ rank, final: true, tone: 'good', after });
const bad = (rank: number): Stage => ({ rank, final: true, tone: 'bad', after: null });
const plain = (rank: number): Stage => ({ rank, final: true, tone: 'plain', after: null });

/** A state that is in no table: shown and kept, but it ends nothing (4.2). */
const UNKNOWN: Stage = { rank: 2, final: false, tone: 'plain', after: null };
const UNREMARKABLE: Stage = { rank: 0, final: false, tone: 'plain', after: null };

/** Section 4.2. `expired` and `failed` are in no enum; other sources name them. */
const message: Life = new Map([
  ['accepted', open(0)],
  ['submitted', open(1)],
  ['delivered', { ...good(4, 'submitted'), final: false }],
  ['rejected', bad(5)],
  ['undeliverable', bad(5)],
  ['failed', bad(5)],
  ['expired', bad(5)],
  ['read', good(6, 'delivered')],
]);

/** An SMS or MMS tells nobody that it was read, so its delivery ends it. */
const shortMessage: Life = new Map([...message, ['delivered', good(4, 'submitted')]]);

/** Section 7.5. Receipts of `accepted` and `buffered` are not sent by every carrier, so none is missed. */
const receipt: Life = new Map([
  ['accepted', open(0)],
  ['buffered', open(1)],
  ['unknown', plain(3)],
  ['delivered', good(4)],
  ['expired', bad(5)],
  ['failed', bad(5)],
  ['rejected', bad(5)],
]);

/** Section 8.2. That nobody took the call is how calls end, not a failure. */
const call: Life = new Map([
  ['started', open(0)],
  ['ringing', open(1)],
  ['answered', open(3, 'started')],
  ['human', open(4)],
  ['machine', open(4)],
  ['disconnected', open(4)],
  ['busy', plain(5)],
  ['cancelled', plain(5)],
  ['unanswered', plain(5)],
  ['timeout', plain(5)],
  ['rejected', bad(5)],
  ['failed', bad(5)],
  ['completed', good(6, 'answered')],
]);

/** Section 9.2. One channel's end is not the end of the request: the next channel is tried. */
const verifyStep: Life = new Map([
  ['action_pending', open(0)],
  ['failed', { ...bad(1), final: false }],
  ['rejected', { ...bad(1), final: false }],
  ['user_rejected', { ...bad(1), final: false }],
  ['expired', { ...bad(1), final: false }],
  ['blocked', { ...bad(1), final: false }],
  ['completed', { ...good(3), final: false }],
]);

const verifyEnd: Life = new Map([
  ['completed', good(6)],
  ['failed', bad(6)],
  ['expired', bad(6)],
]);

const lives = new Map<string, Life>([
  ['messages-v1/message-status', message],
  ['messages-v0.1/message-status', message],
  ['dispatch/message-status', message],
  [
    'dispatch/final-report',
    new Map([
      ['completed', good(6)],
      ['error', bad(6)],
    ]),
  ],
  ['sms/delivery-receipt', receipt],
  ['voice/call-event', call],
  ['verify-v2/verify-event', verifyStep],
  ['verify-v2/verify-summary', verifyEnd],
  [
    'number-insight/insight-advanced-async',
    new Map([
      ['success', good(4)],
      ['partial', plain(4)],
      ['failed', bad(4)],
    ]),
  ],
  [
    'video/archive-status',
    new Map([
      ['started', open(0)],
      ['paused', open(0)],
      ['stopped', open(1)],
      ['available', open(3)],
      ['uploaded', good(4)],
      ['expired', plain(5)],
      ['failed', bad(5)],
    ]),
  ],
  [
    'reports/report-finished',
    new Map([
      ['pending', open(0)],
      ['processing', open(1)],
      ['success', good(4)],
      ['truncated', plain(4)],
      ['aborted', bad(4)],
      ['failed', bad(4)],
    ]),
  ],
]);

/** Kinds that happen in a life without being a state of it. */
const moments = new Map<string, Stage>([
  ['voice/error', { ...UNREMARKABLE, tone: 'bad' }],
  ['voice/fallback', { ...UNREMARKABLE, tone: 'bad' }],
  ['voice/answer', { ...UNREMARKABLE, rank: 2 }],
]);
const SHORT_CHANNELS = new Set(['sms', 'mms']);

/** The stage that a webhook of this kind tells; one without a status, or of a kind without a life, is unremarkable. */
export function stageOf(api: string, kind: string, channel: string | null, status: string | null): Stage {
  const name = `${api}/${kind}`;
  const life = lives.get(name);
  if (life === undefined) return kind === 'payment' ? paymentStage(status) : (moments.get(name) ?? UNREMARKABLE);
  if (status === null) return UNREMARKABLE;
  const ending = life === message && SHORT_CHANNELS.has(channel ?? '') ? shortMessage : life;
  return ending.get(status.toLowerCase()) ?? UNKNOWN;
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
  return now.tone === 'plain' || (now.tone === 'good' && next.tone === 'good');
}

function paymentStage(status: string | null): Stage {
  return status?.toLowerCase() === 'failure' ? { ...UNREMARKABLE, tone: 'bad' } : UNREMARKABLE;
}
