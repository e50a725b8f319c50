import { setTimeout as sleep } from 'node:timers/promises';

import type { Details } from '../../shared/vonage/kind-definition.ts';
import { findKind } from '../../shared/vonage/kinds.ts';
import { isObject } from '../../shared/vonage/read.ts';
import { understand } from '../../shared/vonage/understand.ts';
import { AppError } from '../../shared/reply.ts';
import type { PlannedWebhook } from './plan.ts';
import type { SendWebhook } from './simulator.ts';

/** What became of one webhook of a run. */
export interface SentWebhook {
  readonly label: string;
  readonly channel: string | null;
  readonly status: string | null;
  readonly messageId: string | null;
  readonly note: string | null;
  /** Null where no answer came. */
  readonly answer: number | null;
  /** Why not, as a sentence; null where one came. */
  readonly problem: string | null;
  readonly ms: number;
  /** The delivery that has all of it; null where none was noted, as of what goes to the receiver. */
  readonly delivery: number | null;
}

export interface RunOptions {
  readonly send: SendWebhook;
  /** Whether the waits of the plan are kept, or all is sent as fast as answers come. */
  readonly isPaced: boolean;
  readonly signal: AbortSignal;
  readonly onSent: (sent: SentWebhook) => void;
}

/** Sends a plan one after the other, so that the order holds. Returns early where the signal says so. */
export async function runPlan(plan: readonly PlannedWebhook[], options: RunOptions): Promise<void> {
  const { send, isPaced, signal, onSent } = options;
  const startedAt = performance.now();
  for (const webhook of plan) {
    const wait = isPaced ? webhook.at - (performance.now() - startedAt) : 0;
    if (wait > 0) await sleep(wait, undefined, { signal }).catch(ignoreAbort);
    if (signal.aborted) return;
    onSent(await sendOne(webhook, send, signal));
  }
}

async function sendOne(webhook: PlannedWebhook, send: SendWebhook, signal: AbortSignal): Promise<SentWebhook> {
  const { entry, payload, shape, isForged, note } = webhook;
  const { channel, status, messageId } = describe(webhook);
  const told = {
    label: entry.label,
    channel: channel ?? entry.channel,
    status: status ?? entry.status ?? entry.content,
    messageId: messageId ?? null,
    note,
  };
  try {
    const { status: answer, ...rest } = await send(payload, shape, { isForged, signal });
    return { ...told, ...rest, answer };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...told, answer: null, problem: error.message, ms: 0, delivery: null };
  }
}

function describe({ entry, payload }: PlannedWebhook): Partial<Details> {
  return typeof payload === 'string' ? describeText(payload) : findKind(entry.api, entry.kind).describe(payload);
}

/** What somebody wrote need not be JSON. */
function describeText(text: string): Partial<Details> {
  try {
    const payload: unknown = JSON.parse(text);
    return isObject(payload) ? understand({ type: 'parameters', payload }) : {};
  } catch {
    return {};
  }
}

function ignoreAbort(error: unknown): void {
  if ((error as Error).name !== 'AbortError') throw error;
}
