import type { ErrorCodes } from './error-codes.ts';
import type { Fields } from './fields.ts';
import type { Life } from './lives.ts';
import type { Simulation } from './simulation.ts';
import type { StatusExplanation } from './status-explanation.ts';
import type { Payload, Understanding } from './understanding.ts';
import type { Schema, Vocabulary } from './vocabulary.ts';

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
  /** What each field is for. The first table that has a name wins, so what is special to the kind comes first. */
  readonly fields: readonly Fields[];
  /** Top-level fields whose names Vonage does not choose, and what they are. */
  readonly namedByOthers?: { readonly pattern: RegExp; readonly meaning: string };
  /** What a status means, in lower case; left out where the kind has none. */
  readonly explainStatus?: (status: string, channel: string | null) => StatusExplanation | undefined;
  /** Left out where it carries no error codes. */
  readonly errorCodes?: ErrorCodes;
  /** The states that its message, call or request goes through; left out where it tells none. */
  readonly life?: Life;
  /** What can be simulated of it; left out where that is one webhook, with what the schema demands. */
  readonly simulation?: Simulation;
  /** Which of several shapes a payload has, such as `whatsapp/image`. Out of a closed list, for each is built once. */
  readonly variantOf?: (payload: Payload) => string;
  /** What Vonage documents of the payload; null where that is nothing. */
  readonly schema: ((words: Vocabulary, variant: string) => Schema) | null;
}
