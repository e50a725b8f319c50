import { KINDS } from '../../shared/vonage/kinds.ts';
import type { Pick } from './pick-list.tsx';

/** Each kind once: a target does not ask by which API it came. */
export const KNOWN_KINDS: readonly Pick[] = [
  ...new Map(KINDS.map(({ kind, label }) => [kind, { value: kind, label }])).values(),
].toSorted((left, right) => left.label.localeCompare(right.label));

/** All that Vonage documents of any kind, those of the messages first. */
export const KNOWN_CHANNELS: readonly Pick[] = [
  ...new Set(KINDS.flatMap(({ simulation }) => simulation?.variants ?? []).flatMap(({ channel }) => channel ?? [])),
].map((channel) => ({ value: channel, label: channel }));
