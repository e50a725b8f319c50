/** A time as the person wrote it; what it means depends on when it is asked. */
export type FilterTime =
  | { readonly type: 'ago'; readonly count: number; readonly unit: AgoUnit }
  | { readonly type: 'day'; readonly day: 'today' | 'yesterday' }
  | {
      readonly type: 'date';
      /** Year, month, day, and then as much as was written of hour, minute and second. */
      readonly numbers: readonly number[];
      readonly isUtc: boolean;
    };

export type AgoUnit = 's' | 'm' | 'h' | 'd' | 'w';

/** Milliseconds since 1970 UTC; `end` is the first one after it. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

const AGO_MS: Readonly<Record<AgoUnit, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[tT](\d{2}):(\d{2})(?::(\d{2}))?([zZ])?)?$/;

/** Null where it is no time. */
export function parseTime(text: string): FilterTime | null {
  const lower = text.toLowerCase();
  if (lower === 'today' || lower === 'yesterday') return { type: 'day', day: lower };
  const ago = /^-(\d{1,6})([smhdw])$/.exec(lower);
  if (ago !== null) return { type: 'ago', count: Number(ago[1]), unit: ago[2] as AgoUnit };
  const date = DATE.exec(text);
  if (date === null) return null;
  const numbers = date
    .slice(1, 7)
    .filter((part) => part !== undefined)
    .map(Number);
  return isDate(numbers) ? { type: 'date', numbers, isUtc: date[7] !== undefined } : null;
}

export function printTime(time: FilterTime): string {
  switch (time.type) {
    case 'ago':
      return `-${time.count}${time.unit}`;
    case 'day':
      return time.day;
    case 'date': {
      const [year = 0, ...rest] = time.numbers;
      const [month, day, ...clock] = rest.map((number) => String(number).padStart(2, '0'));
      const date = `${String(year).padStart(4, '0')}-${month}-${day}`;
      return clock.length === 0 ? date : `${date}T${clock.join(':')}${time.isUtc ? 'Z' : ''}`;
    }
  }
}

/** From its first millisecond to its end: a day, a minute or a second long, or nothing for a moment ago. */
export function spanOf(time: FilterTime, now: number): TimeSpan {
  switch (time.type) {
    case 'ago': {
      const start = now - time.count * AGO_MS[time.unit];
      return { start, end: start };
    }
    case 'day': {
      const today = new Date(now);
      const date = today.getDate() - (time.day === 'yesterday' ? 1 : 0);
      const start = new Date(today.getFullYear(), today.getMonth(), date);
      return { start: start.getTime(), end: start.setDate(start.getDate() + 1) };
    }
    case 'date': {
      const { numbers, isUtc } = time;
      const next = numbers.with(numbers.length - 1, (numbers.at(-1) ?? 0) + 1);
      return { start: toMs(numbers, isUtc), end: toMs(next, isUtc) };
    }
  }
}

function toMs(numbers: readonly number[], isUtc: boolean): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = numbers;
  return isUtc
    ? Date.UTC(year, month - 1, day, hour, minute, second)
    : new Date(year, month - 1, day, hour, minute, second).getTime();
}

/** Years before 100 mean others to JavaScript, and no webhook is from before 1970. */
function isDate([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[]): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return year >= 1970 && isDay && hour < 24 && minute < 60 && second < 60;
}
