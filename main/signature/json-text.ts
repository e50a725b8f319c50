/**
 * JSON as text: read into a tree that keeps every string and number as it was written, and written again in the ways
 * of the serialisers that stand between Vonage and a developer. `JSON.parse` would lose `51.50` and `\/`.
 */

export type JsonNode =
  | { readonly type: 'string' | 'number' | 'word'; readonly raw: string }
  | { readonly type: 'array'; readonly items: readonly JsonNode[] }
  | { readonly type: 'object'; readonly members: readonly (readonly [name: string, value: JsonNode])[] };

export interface Separators {
  readonly comma: string;
  readonly colon: string;
  /** One level of indentation; empty for one line. */
  readonly indent: string;
  readonly newline: string;
}

export interface Rewriting {
  readonly separators: Separators;
  /** Gets and gives a string with its quotes. */
  readonly string: (raw: string) => string;
  readonly number: (raw: string) => string;
  /** Sorts the members of an object; null keeps their order. */
  readonly order: ((left: string, right: string) => number) | null;
}

const DEEPEST = 200;
/** Forgives what a strict reader refuses: who writes a string anew parses it first. */
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

/** Null for what is no JSON, or nested deeper than any webhook. */
export function readJson(text: string): JsonNode | null {
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  const takeSign = (sign: string): boolean => {
    take(SPACE);
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const readList = <T>(end: string, depth: number, read: (depth: number) => T | null): T[] | null => {
    const parts: T[] = [];
    if (takeSign(end)) return parts;
    do {
      const part = read(depth);
      if (part === null) return null;
      parts.push(part);
    } while (takeSign(','));
    return takeSign(end) ? parts : null;
  };
  const readMember = (depth: number): readonly [string, JsonNode] | null => {
    take(SPACE);
    const name = take(STRING);
    if (name === null || !takeSign(':')) return null;
    const value = readValue(depth);
    return value === null ? null : [name, value];
  };
  const readValue = (depth: number): JsonNode | null => {
    if (depth > DEEPEST) return null;
    if (takeSign('{')) {
      const members = readList('}', depth + 1, readMember);
      return members === null ? null : { type: 'object', members };
    }
    if (takeSign('[')) {
      const items = readList(']', depth + 1, readValue);
      return items === null ? null : { type: 'array', items };
    }
    const string = take(STRING);
    if (string !== null) return { type: 'string', raw: string };
    const number = take(NUMBER);
    if (number !== null) return { type: 'number', raw: number };
    const word = take(WORD);
    return word === null ? null : { type: 'word', raw: word };
  };
  const value = readValue(0);
  take(SPACE);
  return at === text.length ? value : null;
}

export function writeJson(node: JsonNode, rewriting: Rewriting): string {
  return write(node, rewriting, rewriting.separators.newline);
}

/** Rewrites strings and numbers where they stand, and leaves all white space as it is. The text must be JSON. */
export function rewriteInPlace(text: string, { string, number }: Pick<Rewriting, 'string' | 'number'>): string {
  return text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs, (raw) =>
    raw[0] === '"' ? string(raw) : number(raw),
  );
}

function write(node: JsonNode, rewriting: Rewriting, newline: string): string {
  const { separators, string, number } = rewriting;
  const deeper = newline + separators.indent;
  const list = (open: string, parts: readonly string[], close: string): string => {
    if (parts.length === 0) return open + close;
    return open + deeper + parts.join(separators.comma + deeper) + newline + close;
  };
  switch (node.type) {
    case 'string':
      return string(node.raw);
    case 'number':
      return number(node.raw);
    case 'word':
      return node.raw;
    case 'array':
      return list(
        '[',
        node.items.map((item) => write(item, rewriting, deeper)),
        ']',
      );
    case 'object': {
      const { order } = rewriting;
      const members = order === null ? node.members : node.members.toSorted(([left], [right]) => order(left, right));
      return list(
        '{',
        members.map(([name, value]) => string(name) + separators.colon + write(value, rewriting, deeper)),
        '}',
      );
    }
  }
}
