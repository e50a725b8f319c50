/** One replacement that turns a text into another, so that the cursor stays beside what stays. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export function smallestChange(before: string, after: string): Replacement {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { from: start, to: before.length - same, insert: after.slice(start, after.length - same) };
}
