import type { Pattern } from './filter.ts';

/** What is wrong with a filter, and where. */
export interface FilterError {
  /** The first character of the place, and the one after its last. */
  readonly start: number;
  readonly end: number;
  /** A sentence for the person. */
  readonly message: string;
}

/** Thrown inside of the parser and caught at its door: it never leaves `parseFilter`. */
export class FilterProblem extends Error {
  readonly place: FilterError;

  constructor(start: number, end: number, message: string) {
    super(message);
    this.place = { start, end, message };
  }
}

const SPACE = /\s/;

/** Walks over the text of a filter, a character at a time. */
export class FilterScanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The next character; empty at the end. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  skipSpace(): void {
    while (!this.isAtEnd && SPACE.test(this.next)) this.at += 1;
  }

  /** Steps over this, if it comes next. */
  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  /** What a sticky expression finds here, without stepping over it. */
  peek(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.at;
    return expression.exec(this.text);
  }

  fail(start: number, end: number, message: string): never {
    throw new FilterProblem(start, end, message);
  }

  /**
   * A value up to a space or one of `stops`; in quotes anything, with `\` before a quote, a star or a backslash.
   * Stars outside of an escape part it.
   */
  value(stops: string): Pattern {
    return this.next === '"' ? this.#quoted() : this.#plain(stops);
  }

  #plain(stops: string): Pattern {
    const start = this.at;
    while (!this.isAtEnd && !SPACE.test(this.next) && !stops.includes(this.next)) {
      if (this.next === '(' || this.next === ')') this.#failParenthesis();
      if (this.next === '"')
        this.fail(this.at, this.at + 1, 'A quote begins a value or ends it. Write \\" inside of quotes.');
      this.at += 1;
    }
    return this.text.slice(start, this.at).split('*');
  }

  #failParenthesis(): never {
    const message =
      this.next === '('
        ? 'Parentheses follow not or or. Put text with parentheses in quotes.'
        : 'There is no ( for this ). Put text with parentheses in quotes.';
    return this.fail(this.at, this.at + 1, message);
  }

  #quoted(): Pattern {
    const start = this.at;
    const parts = [''];
    this.at += 1;
    while (!this.isAtEnd) {
      const character = this.next;
      this.at += 1;
      if (character === '"') return this.#withoutMore(parts);
      if (character === '*') parts.push('');
      else parts.push(`${parts.pop() ?? ''}${character === '\\' ? this.#escaped() : character}`);
    }
    return this.fail(start, this.text.length, 'This quote is not closed.');
  }

  #escaped(): string {
    const character = this.next;
    if (!'"*\\'.includes(character)) return '\\';
    this.at += 1;
    return character;
  }

  #withoutMore(parts: string[]): string[] {
    if (!this.isAtEnd && !SPACE.test(this.next) && !',()'.includes(this.next)) {
      this.fail(this.at, this.at + 1, 'A space goes after the closing quote.');
    }
    return parts;
  }
}
