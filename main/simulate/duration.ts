const FORM = /^(\d{1,7}(?:\.\d{1,3})?) ?(ms|s|m)$/;
const UNITS = { ms: 1, s: 1_000, m: 60_000 };
const LONGEST_MS = 600_000;

/** `500ms`, `2s`, `1.5m` in milliseconds; null for anything else, and beyond ten minutes. */
export function parseDuration(value: unknown): number | null {
  const match = typeof value === 'string' ? FORM.exec(value.trim()) : null;
  if (match === null) return null;
  const ms = Math.round(Number(match[1]) * UNITS[match[2] as keyof typeof UNITS]);
  return ms <= LONGEST_MS ? ms : null;
}
