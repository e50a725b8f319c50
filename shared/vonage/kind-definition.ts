import type { Payload, Understanding } from './understanding.ts';

/** The built-in list that a kind belongs to. */
export type KindView = 'inbound' | 'statuses' | 'other';

/** What a kind reads out of its payload; what it leaves out is null. */
export type Details = Partial<Omit<Understanding, 'api' | 'kind' | 'summary'>> & { readonly summary: string };

/** All that the app knows about one kind of webhook. A new kind is one such file and one line in `kinds.ts`. */
export interface KindDefinition {
  readonly api: string;
  readonly kind: string;
  /** Short words for a list, such as `Inbound message`. */
  readonly label: string;
  readonly view: KindView;
  /** The fixed receiver paths that it may arrive on without being misrouted. */
  readonly paths: readonly string[];
  /** Asked in the order of `kinds.ts`, so it may count on the kinds before it having said no. */
  readonly matches: (payload: Payload) => boolean;
  /** Never throws, whatever the payload holds. */
  readonly describe: (payload: Payload) => Details;
}
