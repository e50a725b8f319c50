/** One thing that, undone, lets the check go on. */
export interface Cause {
  /** For programs and tests. */
  readonly name: string;
  /** For the person: what happened, in one sentence. Never holds a secret. */
  readonly sentence: string;
}
