import type { Separators } from './json-text.ts';

/** How a string can be written in JSON. */
export interface StringDialect {
  /** What is escaped beyond ASCII: nothing, or everything with small or capital hex digits. */
  readonly unicode: 'characters' | 'lower' | 'upper';
  /** `\/`, as PHP writes it. */
  readonly slash: boolean;
  /** `\u003c`, `\u003e` and `\u0026` for `<`, `>` and `&`, as Go writes them. */
  readonly html: boolean;
}

const line = (comma: string, colon: string): Separators => ({ comma, colon, indent: '', newline: '' });
const pretty = (indent: string, newline = '\n'): Separators => ({ comma: ',', colon: ': ', indent, newline });

/** How white space can stand between the parts, in the words of a person. */
export const LAYOUTS: readonly { readonly name: string; readonly words: string; readonly separators: Separators }[] = [
  { name: 'minified', words: 'without spaces', separators: line(',', ':') },
  { name: 'spaced', words: 'with a space after each "," and ":"', separators: line(', ', ': ') },
  { name: 'spaced', words: 'with a space after each ":"', separators: line(',', ': ') },
  { name: 'spaced', words: 'with a space after each ","', separators: line(', ', ':') },
  { name: 'pretty-printed', words: 'with 2 spaces a level', separators: pretty('  ') },
  { name: 'pretty-printed', words: 'with 4 spaces a level', separators: pretty('    ') },
  { name: 'pretty-printed', words: 'with a tab a level', separators: pretty('\t') },
  { name: 'pretty-printed', words: 'with 3 spaces a level', separators: pretty('   ') },
  { name: 'pretty-printed', words: 'with 1 space a level', separators: pretty(' ') },
  { name: 'pretty-printed', words: 'with 2 spaces a level and CRLF', separators: pretty('  ', '\r\n') },
  { name: 'pretty-printed', words: 'with 4 spaces a level and CRLF', separators: pretty('    ', '\r\n') },
  { name: 'pretty-printed', words: 'with a tab a level and CRLF', separators: pretty('\t', '\r\n') },
];

/** Standard libraries whose output can be told by what they escape. */
export const SERIALISERS: readonly {
  readonly words: string;
  readonly layout: number;
  readonly strings: StringDialect;
}[] = [
  {
    words: 'JavaScript’s JSON.stringify',
    layout: 0,
    strings: { unicode: 'characters', slash: false, html: false },
  },
  { words: 'Python’s json.dumps', layout: 1, strings: { unicode: 'lower', slash: false, html: false } },
  { words: 'PHP’s json_encode', layout: 0, strings: { unicode: 'lower', slash: true, html: false } },
  { words: 'Go’s json.Marshal', layout: 0, strings: { unicode: 'characters', slash: false, html: true } },
];

export const STRING_DIALECTS: readonly StringDialect[] = (['characters', 'lower', 'upper'] as const).flatMap(
  (unicode) => [false, true].flatMap((slash) => [false, true].map((html): StringDialect => ({ unicode, slash, html }))),
);

/** A string with its quotes, written in a dialect. What is no string of JSON stays as it is. */
export function writeString(raw: string, dialect: StringDialect): string {
  let text: string;
  try {
    text = JSON.stringify(JSON.parse(raw));
  } catch {
    // The reader refuses these; a rewriting in place may meet one.
    return raw;
  }
  if (dialect.slash) text = text.replaceAll('/', '\\/');
  if (dialect.html) text = text.replaceAll(/[<>&]/g, (sign) => escapeUnit(sign));
  if (dialect.unicode === 'characters') return text;
  const isUpper = dialect.unicode === 'upper';
  return text.replaceAll(/[\u0080-\uffff]/g, (unit) => (isUpper ? `\\u${hex(unit).toUpperCase()}` : escapeUnit(unit)));
}

function escapeUnit(unit: string): string {
  return `\\u${hex(unit)}`;
}

function hex(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}
