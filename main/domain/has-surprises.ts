const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
/** A double holds every number of so many characters. */
const SAFE_LENGTH = 15;

/**
 * Whether it is worth to look closely at JSON that is known to be right: a name may come twice, or a number be too long
 * for a double. Says yes rather too often, and costs a hundredth of the close look.
 */
export function hasSurprises(text: string, parsed: unknown): boolean {
  // What comes out as it went in has lost nothing; that is so wherever it was written without blanks.
  return JSON.stringify(parsed) !== text && looksSurprising(text, parsed);
}

function looksSurprising(text: string, parsed: unknown): boolean {
  let names = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COLON) names += 1;
    else if (isInNumber(code)) {
      const start = at;
      while (isInNumber(text.charCodeAt(at + 1))) at += 1;
      if (at - start >= SAFE_LENGTH || hasLargeExponent(text, start, at)) return true;
    }
  }
  return names !== countNames(parsed);
}

/** The closing quote: the first without an odd number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

/** Digits, sign, point and exponent. */
function isInNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x2d || code === 0x2b;
}

/** `1e400` is short and too large all the same. */
function hasLargeExponent(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(end + 1) | 0x20;
  return end >= start && code === 0x65;
}

function countNames(parsed: unknown): number {
  let names = 0;
  const waiting: unknown[] = [parsed];
  for (let value = waiting.pop(); value !== undefined || waiting.length > 0; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const isList = Array.isArray(value);
    for (const name in value) {
      if (!isList) names += 1;
      const member = (value as Record<string, unknown>)[name];
      if (typeof member === 'object' && member !== null) waiting.push(member);
    }
  }
  return names;
}
