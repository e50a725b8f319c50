import type { Stage } from '../../shared/vonage/life-cycle.ts';
import { movesOn, stageOf, tellsState } from '../../shared/vonage/life-cycle.ts';
import { repeatKey } from './repeat-key.ts';
import type { Tone } from '../../shared/vonage/status-explanation.ts';
import type { TimelineWebhook } from './timeline-webhook.ts';
import { inVonagesOrder } from './vonage-order.ts';

/**
 * `duplicate`: Vonage sent it again. `out-of-order`: it arrived before a step that precedes it. `late`: a final state
 * had been told before it. `gap`: a state that must have been before it never came. `charged`: failed, with a price.
 */
export type Badge = 'duplicate' | 'out-of-order' | 'late' | 'gap' | 'failed' | 'charged';

export interface Step {
  /** What the webhooks of this step say, all of them the same. `id` and `receivedAt` are of the first to arrive. */
  readonly webhook: TimelineWebhook;
  readonly tone: Tone;
  /** By Vonage's time, since the step before; null for the first and where a time is missing. */
  readonly latencyMs: number | null;
  /** From Vonage's time to ours; negative where the clocks differ. */
  readonly delayMs: number | null;
  readonly badges: readonly Badge[];
  /** The states that should have been before this one and never came, earliest first. */
  readonly missing: readonly string[];
  /** The first one and its repetitions, as they arrived. */
  readonly arrivals: readonly { readonly id: number; readonly receivedAt: number }[];
}

/** The state of a message: the webhook that told it, and what it means. */
export interface State {
  readonly webhook: TimelineWebhook;
  readonly stage: Stage;
}

export interface Steps {
  /** In Vonage's order. */
  readonly steps: readonly Step[];
  /** Null where none of the webhooks tells one. */
  readonly state: State | null;
}

interface BareStep extends State {
  readonly key: string;
  readonly arrivals: readonly TimelineWebhook[];
}

/** Makes one step of all the webhooks that say the same, puts the steps in order and judges each. */
export function makeSteps(webhooks: readonly TimelineWebhook[]): Steps {
  const bare = inVonagesOrder(groupRepeats(webhooks));
  const told = new Set(bare.map(({ webhook }) => webhook.status?.toLowerCase() ?? ''));
  const finalsAfter = firstFinalArrivals(bare);
  const steps: Step[] = [];
  let state: State | null = null;
  let latestArrival = 0;
  let before: number | null = null;

  for (const [index, step] of bare.entries()) {
    const { webhook, stage, arrivals } = step;
    const badges: Badge[] = [];
    const tells = tellsState(webhook.api, webhook.kind);
    const moves = state === null || movesOn(state.stage, stage);
    const missing = tells ? missingBefore(webhook, stage, told) : [];
    if (arrivals.length > 1) badges.push('duplicate');
    if (webhook.id < latestArrival) badges.push('out-of-order');
    if (tells && (finalsAfter[index + 1] ?? Infinity) < webhook.id) badges.push('late');
    else if (tells && state?.stage.final === true && !moves) badges.push('late');
    if (missing.length > 0) badges.push('gap');
    if (stage.tone === 'bad') badges.push('failed');
    if (stage.tone === 'bad' && isCharge(webhook.price)) badges.push('charged');
    steps.push({
      webhook,
      tone: stage.tone,
      latencyMs: before === null || webhook.sentAt === null ? null : webhook.sentAt - before,
      delayMs: webhook.sentAt === null ? null : Math.round(webhook.receivedAt / 1_000) - webhook.sentAt,
      badges,
      missing,
      arrivals: arrivals.map(({ id, receivedAt }) => ({ id, receivedAt })),
    });
    if (tells && moves) state = step;
    latestArrival = Math.max(latestArrival, webhook.id);
    before = webhook.sentAt;
  }
  return { steps, state };
}

export function isCharge(price: string | null): boolean {
  return price !== null && Number(price) > 0;
}

function groupRepeats(webhooks: readonly TimelineWebhook[]): BareStep[] {
  const groups = new Map<string, TimelineWebhook[]>();
  for (const webhook of webhooks) {
    const key = repeatKey(webhook);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [webhook]);
    else group.push(webhook);
  }
  return Array.from(groups, ([key, group]) => toBareStep(key, group));
}

/** Repetitions may differ in what their key leaves out; which of them speaks must not depend on arrival. */
function toBareStep(key: string, group: readonly TimelineWebhook[]): BareStep {
  const [only] = group;
  if (only !== undefined && group.length === 1) return { webhook: only, key, arrivals: group, stage: stageTold(only) };
  const arrivals = group.toSorted((a, b) => a.id - b.id);
  const said = group.reduce((least, webhook) => (contentOf(webhook) < contentOf(least) ? webhook : least));
  const { id = said.id, receivedAt = said.receivedAt } = arrivals[0] ?? {};
  const webhook = { ...said, id, receivedAt };
  return { webhook, key, arrivals, stage: stageTold(webhook) };
}

function stageTold({ api, kind, channel, status }: TimelineWebhook): Stage {
  return stageOf(api, kind, channel, status);
}

function contentOf(webhook: TimelineWebhook): string {
  return JSON.stringify({ ...webhook, id: 0, receivedAt: 0 });
}

/** For each place, when the first final state from there on arrived. */
function firstFinalArrivals(steps: readonly BareStep[]): number[] {
  const first = Array.from({ length: steps.length + 1 }, () => Infinity);
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const step = steps[index];
    const own = step?.stage.final === true ? step.webhook.id : Infinity;
    first[index] = Math.min(first[index + 1] ?? Infinity, own);
  }
  return first;
}

/** Goes back from a state to the first one before it that did come. */
function missingBefore({ api, kind, channel }: TimelineWebhook, stage: Stage, told: ReadonlySet<string>): string[] {
  const missing: string[] = [];
  for (let name = stage.after; name !== null && !told.has(name); name = stageOf(api, kind, channel, name).after) {
    missing.unshift(name);
  }
  return missing;
}
