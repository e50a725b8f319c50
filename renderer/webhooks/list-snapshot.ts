/** How far a search that reads the webhooks themselves is. */
export interface Search {
  /** From 0 to 1. */
  readonly searched: number;
  readonly isStopped: boolean;
}

export interface Answer {
  readonly ids: Uint32Array;
  readonly upTo: number;
  /** What has not been looked at yet: everything below an id. Null, or missing, where all has been. */
  readonly left?: { readonly below: number; readonly searched: number } | null;
}

export interface ListSnapshot<Question> {
  /** The question that `ids` answers; null before the first answer. */
  readonly answers: Question | null;
  readonly length: number;
  /** Grows with each change of the ids, also where the length stays. */
  readonly revision: number;
  /** Highest id of the index at the last answer, in this list or not. */
  readonly upTo: number;
  /** While older webhooks are searched, or where that was stopped; else null. */
  readonly search: Search | null;
  /** How many have come that have no place in the list until it is read again. */
  readonly waiting: number;
  /** Whether all of it is being read, which can take a second where a million have to be sorted. */
  readonly isReading: boolean;
  /** Why the last question failed, as a sentence. */
  readonly problem: string | null;
}
