/** From one id to another, both included. */
export type IdRange = readonly [first: number, last: number];

/**
 * A selection as ranges of ids: selecting a million webhooks is one pair of numbers, and one that arrives later is not
 * in it. Ranges are ascending and do not touch.
 */
export type IdRanges = readonly IdRange[];

/** Rows that are picked in a sorted list make many ranges, so it does not walk over them. */
export function includesId(ranges: IdRanges, id: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.[1] ?? Infinity) < id) low = middle + 1;
    else high = middle;
  }
  return (ranges[low]?.[0] ?? Infinity) <= id;
}

/** The fewest ranges that hold these ids and no others. They must be ascending. */
export function toRanges(ids: Uint32Array): IdRanges {
  const ranges: [first: number, last: number][] = [];
  let range: [first: number, last: number] | undefined;
  for (const id of ids) {
    if (range?.[1] === id - 1) range[1] = id;
    else ranges.push((range = [id, id]));
  }
  return ranges;
}

/** How many webhooks of a list are selected. */
export function countSelected(ranges: IdRanges, list: { countBetween(first: number, last: number): number }): number {
  return ranges.reduce((sum, [first, last]) => sum + list.countBetween(first, last), 0);
}

export function addRange(ranges: IdRanges, [from, to]: IdRange): IdRanges {
  let first = Math.min(from, to);
  let last = Math.max(from, to);
  const apart: IdRange[] = [];
  for (const range of ranges) {
    if (range[1] < first - 1 || range[0] > last + 1) apart.push(range);
    else {
      first = Math.min(first, range[0]);
      last = Math.max(last, range[1]);
    }
  }
  return [...apart, [first, last] as const].toSorted((left, right) => left[0] - right[0]);
}

export function removeId(ranges: IdRanges, id: number): IdRanges {
  return ranges.flatMap(([first, last]): IdRange[] => {
    if (id < first || id > last) return [[first, last]];
    const before: IdRange[] = first < id ? [[first, id - 1]] : [];
    const after: IdRange[] = id < last ? [[id + 1, last]] : [];
    return [...before, ...after];
  });
}

export function toggleId(ranges: IdRanges, id: number): IdRanges {
  return includesId(ranges, id) ? removeId(ranges, id) : addRange(ranges, [id, id]);
}
