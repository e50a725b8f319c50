/** What PgUp and PgDn move by: few enough to keep one's place. */
const PAGE = 10;

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE,
  PageUp: -PAGE,
  Home: -Infinity,
  End: Infinity,
};

/** How far a key moves the active row of a list; null where it does not. */
export function stepsOfKey(key: string): number | null {
  return STEPS[key] ?? null;
}
