import type { Payload } from './understanding.ts';

/** How parameters travel (vonage-webhooks, 2.1). */
export const ENCODINGS = ['json', 'form', 'get'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** How Vonage signs a kind: with a token, with the SMS API's `sig`, or not at all (6.3). */
export type Signing = 'jwt' | 'sms' | 'none';

/** One webhook that can be simulated, in the words of lists. */
export interface Variant {
  readonly channel: string | null;
  /** What is in it, such as `image`, where a kind carries several things. */
  readonly content: string | null;
  readonly status: string | null;
}

/** What a simulated webhook is made of. */
export interface Given {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Null for one that fits the status. */
  readonly errorCode: string | null;
  /** When Vonage says that it happened, in milliseconds since 1970. */
  readonly at: number;
  /** An id in the form of that field; the same for each webhook of one message. */
  readonly id: (field: string) => string;
}

/** How a kind is simulated. Left out where what its schema demands is a whole webhook. */
export interface Simulation {
  readonly variants: readonly Variant[];
  /** What a webhook carries besides, and what can't be made up. The schema's other demands are met by themselves. */
  readonly payload: (variant: Variant, given: Given) => Payload;
  /** The usual one first; JSON where left out. */
  readonly encodings?: readonly Encoding[];
  /** With a token where left out. */
  readonly signing?: Signing;
}

/** The one variant of a kind that knows neither channels nor statuses. */
export const ONLY_VARIANT: Variant = { channel: null, content: null, status: null };

/** One variant for each status. */
export function byStatus(statuses: Iterable<string>, channel: string | null = null): Variant[] {
  return Array.from(statuses, (status) => ({ channel, content: null, status }));
}

/** One variant for each content. */
export function byContent(contents: Iterable<string>, channel: string | null = null): Variant[] {
  return Array.from(contents, (content) => ({ channel, content, status: null }));
}

export function toIso(at: number): string {
  return new Date(at).toISOString();
}

/** `2025-01-15 09:30:00`, in UTC: how the SMS API writes times (7.2). */
export function toSmsTime(at: number): string {
  return toIso(at).slice(0, 19).replace('T', ' ');
}
