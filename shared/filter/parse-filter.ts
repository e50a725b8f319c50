import { AppError } from '../reply.ts';
import type { AmountTest, Condition, Filter, Pattern } from './filter.ts';
import { allOf, FILTER_LIMITS } from './filter.ts';
import { AMOUNT_EXAMPLES, parseAmount } from './filter-amount.ts';
import type { FilterError } from './filter-scanner.ts';
import { FilterProblem, FilterScanner } from './filter-scanner.ts';
import { parseTime } from './filter-time.ts';
import type { AmountWord, FilterWord, TimeWord, ValueWord, WordName } from './filter-words.ts';
import { FILTER_WORDS, findWord, isAmountWord, isTimeWord, isValueWord } from './filter-words.ts';
import { nearest } from './nearest.ts';

export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter }
  | { readonly ok: false; readonly error: FilterError };

const WORD = /-?([a-z]+):(?!\/\/)/iy;
const GROUP = /-?(not|or)\(/iy;
const LETTER_OR_DIGIT = /[\p{L}\p{N}\p{Co}_-]/u;

/** Why a condition can't be asked where this filter is used, as a sentence; null where it can. */
export type Refuse = (word: WordName, value: string) => string | null;

const refuseNothing: Refuse = () => null;

/** Reads a filter. Never throws: what can't be read, or is refused, is an error with its place. */
export function parseFilter(text: string, refuse: Refuse = refuseNothing): ParsedFilter {
  if (text.length > FILTER_LIMITS.characters) {
    const message = `A filter has at most ${FILTER_LIMITS.characters} characters.`;
    return { ok: false, error: { start: FILTER_LIMITS.characters, end: text.length, message } };
  }
  const nul = text.indexOf('\0');
  if (nul !== -1) return { ok: false, error: { start: nul, end: nul + 1, message: 'NUL can’t be searched for.' } };
  try {
    return { ok: true, filter: new Parser(text, refuse).parse() };
  } catch (error) {
    if (error instanceof FilterProblem) return { ok: false, error: error.place };
    throw error;
  }
}

/** The same for whoever can do nothing without the filter: throws an error with the sentence. */
export function readFilter(text: string, refuse: Refuse = refuseNothing): Filter {
  const parsed = parseFilter(text, refuse);
  if (parsed.ok) return parsed.filter;
  const { start, message } = parsed.error;
  throw new AppError('bad-filter', `The filter can’t be read at character ${start + 1}: ${message}`);
}

class Parser {
  readonly #scanner: FilterScanner;
  readonly #refuse: Refuse;
  #depth = 0;
  #conditions = 0;

  constructor(text: string, refuse: Refuse) {
    this.#scanner = new FilterScanner(text);
    this.#refuse = refuse;
  }

  parse(): Filter {
    return allOf(this.#terms());
  }

  /** Up to the end; inside of parentheses up to what ends the terms there. */
  #terms(): Filter[] {
    const scanner = this.#scanner;
    const terms: Filter[] = [];
    for (scanner.skipSpace(); !scanner.isAtEnd; scanner.skipSpace()) {
      if (this.#depth > 0 && (scanner.next === ')' || scanner.next === ',')) break;
      terms.push(this.#term());
    }
    return terms;
  }

  #term(): Filter {
    const scanner = this.#scanner;
    const isNegated = (part: Filter): Filter => (start === '-' ? { type: 'not', part } : part);
    const start = scanner.next;
    const group = scanner.peek(GROUP);
    if (group !== null) {
      scanner.at += group[0].length;
      return isNegated(group[1]?.toLowerCase() === 'not' ? this.#not() : this.#or());
    }
    const found = scanner.peek(WORD);
    if (found === null) return this.#bare();
    const name = found[1] ?? '';
    const word = findWord(name);
    if (word === null) {
      const at = scanner.at + (start === '-' ? 1 : 0);
      return scanner.fail(at, at + name.length, unknownWord(name));
    }
    scanner.at += found[0].length;
    const condition = this.#condition(word);
    const refused = this.#refuse(word.name, '');
    if (refused !== null) scanner.fail(found.index, scanner.at, refused);
    return isNegated(condition);
  }

  #not(): Filter {
    const [part, ...more] = this.#group();
    if (part !== undefined && more.length === 0) return { type: 'not', part };
    const { at } = this.#scanner;
    return this.#scanner.fail(at - 1, at, 'Only or(...) takes several, with commas between. Write not(or(...)).');
  }

  #or(): Filter {
    const parts = this.#group();
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { type: 'any', parts };
  }

  /** What is in parentheses, after the opening one. */
  #group(): Filter[] {
    const scanner = this.#scanner;
    const start = scanner.at - 1;
    this.#depth += 1;
    if (this.#depth > FILTER_LIMITS.depth) {
      scanner.fail(start, start + 1, `Parentheses go at most ${FILTER_LIMITS.depth} deep.`);
    }
    const parts: Filter[] = [];
    do {
      const at = scanner.at;
      const terms = this.#terms();
      if (scanner.isAtEnd) scanner.fail(start, scanner.text.length, 'This parenthesis is not closed.');
      if (terms.length === 0) scanner.fail(at - 1, scanner.at + 1, 'Something is missing here.');
      parts.push(allOf(terms));
    } while (scanner.take(','));
    scanner.take(')');
    this.#depth -= 1;
    return parts;
  }

  #count(start: number): void {
    this.#conditions += 1;
    if (this.#conditions <= FILTER_LIMITS.conditions) return;
    this.#scanner.fail(start, this.#scanner.at, `A filter has at most ${FILTER_LIMITS.conditions} conditions.`);
  }

  /** A word of text. On its own it may hold a comma; inside of parentheses that ends it. */
  #bare(): Filter {
    const scanner = this.#scanner;
    const start = scanner.at;
    return this.#text(scanner.value(this.#depth > 0 ? ',)' : ''), start);
  }

  #text(pattern: Pattern, start: number): Condition {
    this.#count(start);
    const text = pattern.join('*');
    if (LETTER_OR_DIGIT.test(text.normalize('NFKD'))) return { type: 'text', text };
    const message = 'There is no letter or digit here to search for. contains:"..." finds any characters.';
    return this.#scanner.fail(start, this.#scanner.at, message);
  }

  #condition(word: FilterWord): Filter {
    const { name } = word;
    const start = this.#scanner.at;
    if (isValueWord(name)) return this.#values(name, word);
    if (isAmountWord(name)) return this.#amounts(name);
    if (isTimeWord(name)) return this.#time(name);
    if (name === 'text') {
      const parts = this.#list(name, (pattern, at) => this.#text(pattern, at));
      const [only] = parts;
      return parts.length === 1 && only !== undefined ? only : { type: 'any', parts };
    }
    this.#count(start);
    return { type: 'contains', text: this.#value(name, false).join('*') };
  }

  #values(name: ValueWord, word: FilterWord): Condition {
    const values = this.#list(name, (pattern, start) => {
      this.#count(start);
      if (name === 'id' && pattern.length > 1) {
        this.#scanner.fail(start, this.#scanner.at, 'id: takes whole ids. A plain word finds their beginnings.');
      }
      if (!word.isClosed) return withoutMoreStars(pattern);
      const value = pattern.join('*').toLowerCase();
      if (word.values.some((known) => known.value === value)) {
        const refused = this.#refuse(name, value);
        if (refused !== null) this.#scanner.fail(start, this.#scanner.at, refused);
        return [value];
      }
      return this.#scanner.fail(start, this.#scanner.at, unknownValue(word, value));
    });
    return { type: 'values', word: name, values };
  }

  #amounts(name: AmountWord): Condition {
    const tests = this.#list(name, (pattern, start): AmountTest => {
      this.#count(start);
      const test = parseAmount(name, pattern.join('*'));
      return test ?? this.#scanner.fail(start, this.#scanner.at, `Write it like ${AMOUNT_EXAMPLES[name]}.`);
    });
    return { type: 'amount', word: name, tests };
  }

  #time(name: TimeWord): Condition {
    const scanner = this.#scanner;
    const start = scanner.at;
    this.#count(start);
    const time = parseTime(this.#value(name, true).join('*'));
    if (time === null) {
      const message = 'Times look like -2h, today, yesterday, 2026-11-20 or 2026-11-20T10:00.';
      return scanner.fail(start, scanner.at, message);
    }
    if (name === 'on' && time.type === 'ago') {
      return scanner.fail(start, scanner.at, 'on: takes a day or a minute. Use after: for a time ago.');
    }
    return { type: 'time', word: name, time };
  }

  /** Values with commas between. Before a `word:` a comma belongs to `or(...)`. */
  #list<T>(name: string, read: (pattern: Pattern, start: number) => T): T[] {
    const scanner = this.#scanner;
    const items: T[] = [];
    do {
      const start = scanner.at;
      items.push(read(this.#value(name, true), start));
    } while (this.#takeListComma());
    return items;
  }

  #takeListComma(): boolean {
    const scanner = this.#scanner;
    const isInList = scanner.peek(/,(?![\s,)]|$)(?!-?(?:not|or)\()(?!-?[a-z]+:)/iy) !== null;
    if (isInList) scanner.at += 1;
    else if (scanner.next === ',' && this.#depth === 0) {
      scanner.fail(scanner.at, scanner.at + 1, 'A comma goes between the values of one word, or inside of or(...).');
    }
    return isInList;
  }

  #value(name: string, isListed: boolean): Pattern {
    const scanner = this.#scanner;
    const start = scanner.at;
    const pattern = scanner.value(this.#depth > 0 ? ',)' : isListed ? ',' : '');
    if (pattern.length === 1 && pattern[0] === '') {
      scanner.fail(start - name.length - 1, start, `${name}: needs a value.`);
    }
    return pattern;
  }
}

/** Several stars in a row say no more than one. */
function withoutMoreStars(pattern: Pattern): Pattern {
  return pattern.filter((part, index) => part !== '' || index === 0 || index === pattern.length - 1);
}

function unknownWord(name: string): string {
  const guess = nearest(
    name,
    FILTER_WORDS.map((word) => word.name),
  );
  const hint = guess === null ? '' : ` Is it ${guess}:?`;
  return `There is no filter word ${name}:.${hint} Put text with a colon in quotes.`;
}

function unknownValue(word: FilterWord, value: string): string {
  const known = word.values.map((one) => one.value);
  const guess = nearest(value, known);
  if (guess !== null) return `There is no ${word.name}:${value}. Is it ${word.name}:${guess}?`;
  return `There is no ${word.name}:${value}. Known: ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', ...' : '.'}`;
}
