type Path = readonly (string | number)[];

/** What a JSON parser passes over in silence, and where it gives up. */
export interface JsonLook {
  /** The first place where the text is no JSON, with the reason as a sentence without its end; null where it is JSON. */
  readonly broken: { readonly reason: string; readonly offset: number } | null;
  /** Names that come again in the same object: most parsers keep the last. */
  readonly duplicates: readonly Noticed[];
  /** Numbers that a double can't hold, so that JavaScript and many parsers would change them. */
  readonly inexact: readonly (Noticed & { readonly literal: string })[];
}

export interface Noticed {
  readonly path: Path;
  readonly offset: number;
}

/** An object or list that is not closed yet. `names` is null for a list. */
interface Level {
  readonly names: Set<string> | null;
  step: string | number;
}

type Expected = 'value' | 'first-item' | 'first-name' | 'name' | 'next';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
// eslint-disable-next-line no-control-regex -- JSON forbids control characters in a string
const STRING_STOP = /["\\\u0000-\u001f]/g;
const MOST_NOTICED = 100;
/** A path is kept this far down; the offset tells the rest. */
const DEEPEST_PATH = 100;

/** Reads JSON strictly, as `JSON.parse` does, but never recurses, and says where it breaks. */
export function lookAtJson(text: string): JsonLook {
  const reader = new JsonReader(text);
  const broken = reader.read();
  return { broken, duplicates: reader.duplicates, inexact: reader.inexact };
}

/** Whether a double, and so JavaScript, would change the number. */
export function isInexact(literal: string): boolean {
  const number = Number(literal);
  if (!Number.isFinite(number)) return true;
  const digits = literal.replace(/^-/, '').replace(/e.*$/i, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return digits.length > 15 && String(number) !== literal;
}

class JsonReader {
  readonly duplicates: Noticed[] = [];
  readonly inexact: (Noticed & { literal: string })[] = [];
  readonly #text: string;
  readonly #levels: Level[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonLook['broken'] {
    let expected: Expected = 'value';
    for (;;) {
      this.#at += this.#match(BLANK).length;
      if (expected === 'next' && this.#levels.length === 0) {
        return this.#at === this.#text.length ? null : this.#broken('something follows after the end of the JSON');
      }
      const next = this.#step(expected);
      if (typeof next !== 'string') return next;
      expected = next;
    }
  }

  #step(expected: Expected): Expected | NonNullable<JsonLook['broken']> {
    const character = this.#text[this.#at];
    const level = this.#levels.at(-1);
    if ((expected === 'first-name' && character === '}') || (expected === 'first-item' && character === ']')) {
      return this.#close();
    }
    if (expected === 'first-name' || expected === 'name') return this.#name(level);
    if (expected !== 'next') return this.#value(character);
    if (character === ',') {
      this.#at += 1;
      if (level?.names !== null) return 'name';
      level.step = Number(level.step) + 1;
      return 'value';
    }
    const end = level?.names === null ? ']' : '}';
    if (character === end) return this.#close();
    if (character === undefined) return this.#broken(`the closing ${end} is missing`);
    return this.#broken('a comma is missing');
  }

  #close(): Expected {
    this.#levels.pop();
    this.#at += 1;
    return 'next';
  }

  #name(level: Level | undefined): Expected | NonNullable<JsonLook['broken']> {
    const start = this.#at;
    if (this.#text[start] !== '"') return this.#broken('a name in double quotes is missing');
    const problem = this.#string();
    if (problem !== null) return problem;
    const name = JSON.parse(this.#text.slice(start, this.#at)) as string;
    this.#at += this.#match(BLANK).length;
    if (this.#text[this.#at] !== ':') return this.#broken('a colon is missing');
    this.#at += 1;
    if (level !== undefined) level.step = name;
    if (level?.names?.has(name) === true) this.#notice(this.duplicates, { path: this.#path(), offset: start });
    level?.names?.add(name);
    return 'value';
  }

  #value(character: string | undefined): Expected | NonNullable<JsonLook['broken']> {
    if (character === '{' || character === '[') {
      this.#levels.push({ names: character === '{' ? new Set() : null, step: 0 });
      this.#at += 1;
      return character === '{' ? 'first-name' : 'first-item';
    }
    if (character === '"') return this.#string() ?? 'next';
    const literal = this.#match(NUMBER);
    if (literal !== '' && isInexact(literal)) {
      this.#notice(this.inexact, { path: this.#path(), offset: this.#at, literal });
    }
    const length = literal.length || this.#match(WORD).length;
    if (length === 0) return this.#broken(character === undefined ? 'a value is missing' : 'this is no JSON value');
    this.#at += length;
    return 'next';
  }

  /** Steps over a string; null where it is right. */
  #string(): JsonLook['broken'] {
    const start = this.#at;
    for (let at = start + 1; ;) {
      STRING_STOP.lastIndex = at;
      const stop = STRING_STOP.exec(this.#text)?.index;
      if (stop === undefined) return this.#broken('the text in quotes does not end', start);
      if (this.#text[stop] === '"') {
        this.#at = stop + 1;
        return null;
      }
      if (this.#text[stop] !== '\\') return this.#broken('a control character must be escaped', stop);
      const escape = this.#match(ESCAPE, stop);
      if (escape === '') return this.#broken('this escape does not exist in JSON', stop);
      at = stop + escape.length;
    }
  }

  #match(pattern: RegExp, at: number = this.#at): string {
    pattern.lastIndex = at;
    return pattern.exec(this.#text)?.[0] ?? '';
  }

  #path(): Path {
    return this.#levels.slice(0, DEEPEST_PATH).map(({ step }) => step);
  }

  #notice<T extends Noticed>(list: T[], noticed: T): void {
    if (list.length < MOST_NOTICED) list.push(noticed);
  }

  #broken(reason: string, offset: number = this.#at): NonNullable<JsonLook['broken']> {
    return { reason, offset };
  }
}
