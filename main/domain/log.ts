import { redact } from './redact.ts';

export interface Log {
  info(message: string): void;
  error(message: string, cause?: unknown): void;
}

const LONGEST_ENTRY = 20_000;

/** The one logger. Every entry is bounded, and redacted before it reaches `write`. */
export function createLog(write: (line: string) => void): Log {
  const put = (level: string, message: string): void =>
    write(`${new Date().toISOString()} ${level} ${redact(bound(message))}\n`);
  return {
    info: (message) => put('info', message),
    error: (message, cause) => put('error', cause === undefined ? message : `${message}: ${describeError(cause)}`),
  };
}

/** The last word goes with the cut: half a secret has no shape that could be known. */
function bound(text: string): string {
  return text.length <= LONGEST_ENTRY ? text : `${text.slice(0, LONGEST_ENTRY).replace(/\S{0,4096}$/, '')}…`;
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : ` (cause: ${describeError(error.cause)})`;
  return `${error.stack ?? error.message}${cause}`;
}
