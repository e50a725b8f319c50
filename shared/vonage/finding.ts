/** What is noticed about a payload. Information, never an error: Vonage adds fields and values without notice. */
export interface Finding {
  readonly what: 'broken' | 'charset' | 'missing' | 'retyped' | 'value' | 'unexpected' | 'duplicate' | 'inexact';
  /** The way to it through the payload, of a missing field to where it should be. Empty where it is about all of it. */
  readonly path: readonly (string | number)[];
  /** What is noticed, to be read after the path: `is missing`. Without a path it is a sentence of its own. */
  readonly words: string;
  /** Where in the text of the body; null where the path alone tells. */
  readonly place: Place | null;
}

/** A place in a text. Line and column count from 1, as editors do. */
export interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** More findings than this tell nobody more. */
export const MOST_FINDINGS = 100;

/**
 * Whether it can trip an app that reads the webhook as documented. A field that is only new can't, or every webhook
 * would be a problem from the day on which Vonage adds one.
 */
export function canTrip(finding: Pick<Finding, 'what'>): boolean {
  return finding.what !== 'unexpected';
}

/** `$.message.content[0]["odd key"]`. */
export function toPathText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return /^[A-Za-z_$][\w$]*$/.test(step) ? `${text}.${step}` : `${text}[${JSON.stringify(step)}]`;
  }, '$');
}

/** The place of an offset in a text. */
export function toPlace(text: string, offset: number): Place {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { offset, line, column: offset - lineStart + 1 };
}
