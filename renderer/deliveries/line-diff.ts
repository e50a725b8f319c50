export interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** Beyond this many pairs of lines the best way through is not looked for: it would keep the window waiting. */
const MOST_PAIRS = 250_000;
const CONTEXT = 2;

/** What has to go and what has to come to make `after` out of `before`, with a little of what stays around it. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  const changed = middle(before.slice(start, before.length - end), after.slice(start, after.length - end));
  if (changed.length === 0) return [];
  return [
    ...before.slice(Math.max(0, start - CONTEXT), start).map(stays),
    ...changed,
    ...before.slice(before.length - end, Math.min(before.length, before.length - end + CONTEXT)).map(stays),
  ];
}

const stays = (text: string): DiffLine => ({ sign: ' ', text });
const goes = (text: string): DiffLine => ({ sign: '-', text });
const comes = (text: string): DiffLine => ({ sign: '+', text });

function middle(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length * after.length > MOST_PAIRS) return [...before.map(goes), ...after.map(comes)];
  const common = commonLengths(before, after);
  const result: DiffLine[] = [];
  let [left, right] = [0, 0];
  while (left < before.length || right < after.length) {
    const [old = '', next = ''] = [before[left], after[right]];
    if (left < before.length && right < after.length && old === next) {
      result.push(stays(old));
      left += 1;
      right += 1;
    } else if (
      right >= after.length ||
      (left < before.length && at(common, left + 1, right) >= at(common, left, right + 1))
    ) {
      result.push(goes(old));
      left += 1;
    } else {
      result.push(comes(next));
      right += 1;
    }
  }
  return result;
}

/** How many lines the rests from each pair of places have in common. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  for (let left = before.length - 1; left >= 0; left -= 1) {
    const row = table[left] ?? [];
    for (let right = after.length - 1; right >= 0; right -= 1) {
      row[right] =
        before[left] === after[right]
          ? at(table, left + 1, right + 1) + 1
          : Math.max(at(table, left + 1, right), at(table, left, right + 1));
    }
  }
  return table;
}

function at(table: readonly (readonly number[])[], left: number, right: number): number {
  return table[left]?.[right] ?? 0;
}
