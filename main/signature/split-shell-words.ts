const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\u001b',
  '0': '\0',
};

/**
 * The words of one command as a POSIX shell reads them: both kinds of quotes, `$'...'`, backslashes, continued lines.
 * Nothing is expanded. Null where a quote is not closed. What follows the command (`|`, `;`, a new line) is left out.
 */
export function splitShellWords(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;

  /** Takes what stands up to the closing quote; `take` eats one piece of it and returns it. */
  const takeQuoted = (quote: string, take: () => string): boolean => {
    const parts: string[] = [];
    while (at < text.length && text[at] !== quote) parts.push(take());
    word = (word ?? '') + parts.join('');
    at += 1;
    return at <= text.length;
  };
  const plain = (): string => text[at++] ?? '';

  while (at < text.length) {
    const sign = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (sign === "'") {
      at += 1;
      if (!takeQuoted("'", plain)) return null;
    } else if (sign === '"') {
      at += 1;
      if (!takeQuoted('"', takeInDoubleQuotes)) return null;
    } else if (sign === '$' && next === "'") {
      at += 2;
      if (!takeQuoted("'", takeInAnsiQuotes)) return null;
    } else if ((sign === '\\' || sign === '^') && /^\r?\n/.test(text.slice(at + 1, at + 3))) {
      at += next === '\r' ? 3 : 2;
    } else if (sign === '\\') {
      word = (word ?? '') + next;
      at += 2;
    } else if (sign === ' ' || sign === '\t') {
      if (word !== null) words.push(word);
      word = null;
      at += 1;
    } else if (sign === '\n' || sign === '\r' || sign === ';' || sign === '|' || sign === '>') {
      break;
    } else {
      word = (word ?? '') + sign;
      at += 1;
    }
  }
  if (word !== null) words.push(word);
  return words;

  function takeInDoubleQuotes(): string {
    if (text[at] !== '\\') return plain();
    const escaped = text[at + 1] ?? '';
    at += 2;
    if (escaped === '\n') return '';
    return '"\\$`'.includes(escaped) ? escaped : `\\${escaped}`;
  }

  function takeInAnsiQuotes(): string {
    if (text[at] !== '\\') return plain();
    const [code, hex] = /^\\(?:x([\da-f]{1,2})|u([\da-f]{1,4}))/i.exec(text.slice(at, at + 6)) ?? [];
    if (code !== undefined) {
      at += code.length;
      return String.fromCharCode(Number.parseInt(hex ?? code.slice(2), 16));
    }
    const escaped = text[at + 1] ?? '';
    at += 2;
    return Object.hasOwn(SIMPLE_ESCAPES, escaped) ? (SIMPLE_ESCAPES[escaped] ?? '') : escaped;
  }
}
