import type { Tone } from '../../shared/vonage/status-explanation.ts';
import { RECEIVED, tellsState } from '../../shared/vonage/life-cycle.ts';
import type { Badge, Step } from './timeline-step.ts';
import { isCharge, makeSteps } from './timeline-step.ts';
import type { TimelineWebhook } from './timeline-webhook.ts';

/** What the webhooks of one message add up to. */
export interface Timeline {
  readonly steps: readonly Step[];
  readonly api: string;
  readonly direction: 'inbound' | 'outbound' | null;
  readonly channel: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** What was written, of an inbound message; of others what became of them. */
  readonly text: string;
  readonly state: string | null;
  readonly tone: Tone;
  readonly errorCode: string | null;
  readonly price: string | null;
  readonly currency: string | null;
  readonly webhooks: number;
  /** In milliseconds since 1970 UTC, by Vonage's time; by ours where Vonage's is not known. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** By Vonage's time, from first to last step; null where fewer than two steps have one. */
  readonly durationMs: number | null;
  readonly badges: readonly Badge[];
  readonly firstId: number;
  readonly lastId: number;
}

/** Each badge of a message is one bit of its row, at its place here: append only. */
export const BADGES: readonly Badge[] = ['duplicate', 'out-of-order', 'late', 'gap', 'failed', 'charged'];

/** Depends on the set of webhooks alone, not on the order in which they are given. There must be at least one. */
export function buildTimeline(webhooks: readonly TimelineWebhook[]): Timeline {
  const { steps, state } = makeSteps(webhooks);
  const first = <T>(pick: (webhook: TimelineWebhook) => T | null): T | null => {
    for (const { webhook } of steps) {
      const value = pick(webhook);
      if (value !== null) return value;
    }
    return null;
  };
  const priced = steps.findLast(({ webhook }) => webhook.price !== null)?.webhook;
  const written = steps.find(({ webhook }) => isWritten(webhook))?.webhook;
  const tone = state?.stage.tone ?? (steps.some((step) => step.tone === 'bad') ? 'bad' : 'neutral');
  const badges = new Set(steps.flatMap((step) => step.badges));
  badges.delete('failed');
  badges.delete('charged');
  // A channel of a verification can fail, and the next one succeed: what counts is the end.
  if (tone === 'bad') badges.add('failed');
  if (tone === 'bad' && isCharge(priced?.price ?? null)) badges.add('charged');

  return {
    steps,
    api: first(({ api }) => api) ?? 'unknown',
    direction: first(({ direction }) => direction),
    channel: first(({ channel }) => channel),
    from: first(({ from }) => from),
    to: first(({ to }) => to),
    text: (written ?? state?.webhook ?? steps.at(-1)?.webhook)?.summary ?? '',
    state: state?.webhook.status ?? (written === undefined ? null : RECEIVED),
    tone,
    errorCode: state?.webhook.errorCode ?? null,
    price: priced?.price ?? null,
    currency: priced?.currency ?? null,
    webhooks: webhooks.length,
    ...spanOf(steps),
    badges: BADGES.filter((badge) => badges.has(badge)),
    firstId: webhooks.reduce((least, { id }) => Math.min(least, id), Infinity),
    lastId: webhooks.reduce((most, { id }) => Math.max(most, id), 0),
  };
}

function isWritten({ api, kind, direction }: TimelineWebhook): boolean {
  return direction === 'inbound' && api !== 'voice' && !tellsState(api, kind);
}

function spanOf(steps: readonly Step[]): Pick<Timeline, 'firstAt' | 'lastAt' | 'durationMs'> {
  const sent = steps.map(({ webhook }) => webhook.sentAt).filter((time) => time !== null);
  const times = sent.length > 0 ? sent : steps.map(({ webhook }) => Math.floor(webhook.receivedAt / 1_000));
  let firstAt = Infinity;
  let lastAt = -Infinity;
  for (const time of times) {
    firstAt = Math.min(firstAt, time);
    lastAt = Math.max(lastAt, time);
  }
  return { firstAt, lastAt, durationMs: sent.length > 1 ? lastAt - firstAt : null };
}
