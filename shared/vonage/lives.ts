/** Where a state stands in a life. */
export interface LifePlace {
  /** Places the states of one life in order; equal where they exclude each other. */
  readonly rank: number;
  /** The state that must have been before this one; null where none must. */
  readonly after: string | null;
}

/** The states of a message, call or request, by their names in lower case. */
export type Life = ReadonlyMap<string, LifePlace>;

const at = (rank: number, after: string | null = null): LifePlace => ({ rank, after });

/** Section 4.2. */
export const messageLife: Life = new Map([
  ['accepted', at(0)],
  ['submitted', at(1)],
  ['delivered', at(4, 'submitted')],
  ['rejected', at(5)],
  ['undeliverable', at(5)],
  ['failed', at(5)],
  ['expired', at(5)],
  ['read', at(6, 'delivered')],
  ['seen', at(6, 'delivered')],
  ['clicked', at(7)],
]);

/** Section 7.5. Not every carrier sends `accepted` and `buffered`, so neither is missed. */
export const receiptLife: Life = new Map([
  ['accepted', at(0)],
  ['buffered', at(1)],
  ['unknown', at(3)],
  ['delivered', at(4)],
  ['expired', at(5)],
  ['failed', at(5)],
  ['rejected', at(5)],
]);

/** Section 8.2. */
export const callLife: Life = new Map([
  ['started', at(0)],
  ['ringing', at(1)],
  ['answered', at(3, 'started')],
  ['human', at(4)],
  ['machine', at(4)],
  ['disconnected', at(4)],
  ['busy', at(5)],
  ['cancelled', at(5)],
  ['unanswered', at(5)],
  ['timeout', at(5)],
  ['rejected', at(5)],
  ['failed', at(5)],
  ['completed', at(6, 'answered')],
]);

/** Section 9.2. The end of one channel is not the end of the request: the next channel is tried. */
export const verifyEventLife: Life = new Map([
  ['action_pending', at(0)],
  ['failed', at(1)],
  ['rejected', at(1)],
  ['user_rejected', at(1)],
  ['expired', at(1)],
  ['blocked', at(1)],
  ['completed', at(3)],
]);

/** Where one webhook tells the end, every state is as late as any other. */
export const END_ONLY: Life = new Map();
