/** Why the stored body is or is not the whole of what was sent. */
export type Outcome = 'complete' | 'too-large' | 'aborted' | 'timed-out' | 'refused';

/** By which way a request reached the receiver. */
export type Via = 'local' | 'tunnel' | 'simulator' | 'import';

/** What the receiver replies. */
export interface Answer {
  /** 0 where there is none, because the connection is closed instead. */
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  /** The rule that made it; null for the default answer. */
  readonly rule: string | null;
  /** What goes onto the wire in place of `contentType` and `body`: a target's own answer. The record has no copy. */
  readonly verbatim?: { readonly rawHeaders: readonly string[]; readonly body: Uint8Array };
  /** The number of the person's rule that made it, until the row is written. The record has its name. */
  readonly ruleId?: number;
  /** Those that a rule has set, in turn with their values. */
  readonly headers?: readonly string[];
  /** `close`: instead of an answer; `reset`: after it. */
  readonly ending?: 'close' | 'reset';
  /** How long it is held back once the row is durable. */
  readonly delayMs?: number;
}

/** One HTTP request as it arrived: the record from which everything else is derived. */
export interface CapturedRequest {
  /** Microseconds since 1970 UTC, when its headers had been read. */
  readonly receivedAt: number;
  readonly method: string;
  /** Path and query, not decoded. */
  readonly target: string;
  /** `1.1` or `1.0`. */
  readonly httpVersion: string;
  /** Names and values in turn, as in Node's `rawHeaders`: case, order and repeats kept. */
  readonly rawHeaders: readonly string[];
  /** The bytes as received, before any Content-Encoding is undone. */
  readonly body: Uint8Array;
  /** Bytes that the sender announced, or sent at least; more than `body.length` where the body was cut. */
  readonly announcedBytes: number;
  readonly outcome: Outcome;
  /** `address:port` of the TCP peer. */
  readonly remote: string;
  readonly via: Via;
  /** From the headers to the row being written, in microseconds. */
  readonly durationUs: number;
  readonly answer: Answer;
}

export interface StoredRequest extends CapturedRequest {
  readonly id: number;
}

/** The first value of a header, whatever its case; null where it is missing. */
export function headerValue(rawHeaders: readonly string[], name: string): string | null {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const candidate = rawHeaders[index];
    if (candidate !== undefined && candidate.length === name.length && candidate.toLowerCase() === name) {
      return rawHeaders[index + 1] ?? null;
    }
  }
  return null;
}

/** The path of a request target, without its query. */
export function pathOf(target: string): string {
  const end = target.indexOf('?');
  return end === -1 ? target : target.slice(0, end);
}

/** The query of a request target, without its question mark; empty where there is none. */
export function queryOf(target: string): string {
  const start = target.indexOf('?');
  return start === -1 ? '' : target.slice(start + 1);
}
