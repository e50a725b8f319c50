/**
 * What to do about a problem. `final`: trying again can't help, the person has to act. `taken`: somebody holds what we
 * want, perhaps our own session of a moment ago. `retry`: try again, for as long as the person wants to be online.
 */
export type Fate = 'final' | 'taken' | 'retry';

/** Why there is no tunnel. `code` is for the machine, `message` says in words what to do. */
export interface TunnelProblem {
  readonly code: string;
  readonly message: string;
  readonly fate: Fate;
}
