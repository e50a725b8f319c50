/** Further away it is no slip of the keyboard. */
const MOST_SLIPS = 2;

/** The name that was probably meant: one that begins so, or the one with the fewest slips. Null where none is near. */
export function nearest(text: string, names: readonly string[]): string | null {
  const lower = text.toLowerCase();
  const begins = lower.length > 1 ? names.find((name) => name.startsWith(lower)) : undefined;
  if (begins !== undefined) return begins;
  let best: string | null = null;
  let fewest = Math.min(MOST_SLIPS + 1, lower.length);
  for (const name of names) {
    const slips = slipsBetween(lower.slice(0, 40), name);
    if (slips >= fewest) continue;
    best = name;
    fewest = slips;
  }
  return best;
}

/** Letters to change, add or leave out. */
function slipsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (const [column, otherLetter] of Array.from(other).entries()) {
      const change = (row[column] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
