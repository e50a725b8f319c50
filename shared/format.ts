/** Sizes, times and numbers as the person reads them. Pure; times are in the zone of the machine unless said. */

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];
const COUNT = new Intl.NumberFormat('en-US');
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DAY_AND_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `12,480`. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** `3 webhooks`, `1 webhook`. */
export function formatAmount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** `812 B`, `1.4 KB`, `10 MB`: three digits at most, steps of 1,024. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${Number(value.toFixed(digits))} ${UNITS[unit]}`;
}

/** `0.42 ms`, `12.3 ms`, `340 ms`, `2.1 s`, from microseconds. */
export function formatDuration(microseconds: number): string {
  const ms = microseconds / 1_000;
  if (ms < 9.995) return `${ms.toFixed(2)} ms`;
  if (ms < 99.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  const seconds = ms / 1_000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** `09:30:00.123`, from milliseconds since 1970 UTC. */
export function formatClock(ms: number): string {
  const date = new Date(ms);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`;
}

/** `21 Nov`; with the year where it is not this one. */
export function formatDay(ms: number, now: number = Date.now()): string {
  const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? DAY : DAY_AND_YEAR).format(ms);
}

export function isSameDay(left: number, right: number): boolean {
  return new Date(left).toDateString() === new Date(right).toDateString();
}

/** `09:30:00.123` today, `21 Nov 09:30:00.123` on another day. */
export function formatMoment(ms: number, now: number = Date.now()): string {
  return isSameDay(ms, now) ? formatClock(ms) : `${formatDay(ms, now)} ${formatClock(ms)}`;
}

/** `2025-01-15T09:30:00.123456Z`, from microseconds since 1970 UTC. */
export function formatIso(microseconds: number): string {
  const ms = Math.floor(microseconds / 1_000);
  return `${new Date(ms).toISOString().slice(0, -1)}${pad(microseconds - ms * 1_000, 3)}Z`;
}

/** `now`, `12 s ago`, `3 min ago`, `5 h ago`, `2 d ago`. */
export function formatAgo(ms: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - ms) / 1_000));
  if (seconds < 2) return 'now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** How long after `from` something happened, in words: `0.8 s later`, `2.1 h earlier`. Both in milliseconds. */
export function formatGap(from: number, to: number): string {
  return `${formatSpan(Math.abs(to - from))} ${to >= from ? 'later' : 'earlier'}`;
}

/** `0.8 s`, `42 min`, `2.1 h`, `12 days`, from milliseconds. */
export function formatSpan(ms: number): string {
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 172_800_000) return `${(ms / 3_600_000).toFixed(1)} h`;
  return `${formatCount(Math.round(ms / 86_400_000))} days`;
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}
