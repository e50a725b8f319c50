import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';

export type JsonNode = Node;

export interface JsonProblem {
  /** A sentence without its place. */
  readonly message: string;
  readonly offset: number;
  /** From 1, as editors count. */
  readonly line: number;
  readonly column: number;
}

export interface JsonDocument {
  readonly text: string;
  /** As much as could be read; null where nothing could. */
  readonly root: JsonNode | null;
  /** The first place where it is no JSON. */
  readonly problem: JsonProblem | null;
}

/**
 * Reads JSON into nodes that know their place in the text: numbers are never turned into numbers, and of keys that come
 * twice both are kept.
 */
export function parseJson(text: string): JsonDocument {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, {
      disallowComments: true,
      allowTrailingComma: false,
      allowEmptyContent: false,
    });
    const first = errors.toSorted((left, right) => left.offset - right.offset)[0];
    return { text, root: root ?? null, problem: first === undefined ? null : toProblem(text, first) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      text,
      root: null,
      problem: { message: 'Nested too deep to show as a tree', offset: 0, line: 1, column: 1 },
    };
  }
}

/** Whether text means to be JSON, right or wrong. */
export function looksLikeJson(text: string, contentType: string): boolean {
  return /^\s*[[{]/.test(text.slice(0, 1_000)) || /[/+]json\b/i.test(contentType);
}

const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is no JSON value',
  InvalidNumberFormat: 'This is no JSON number',
  PropertyNameExpected: 'A name in double quotes is missing',
  ValueExpected: 'A value is missing',
  ColonExpected: 'A colon is missing',
  CommaExpected: 'A comma is missing',
  CloseBraceExpected: 'The closing brace } is missing',
  CloseBracketExpected: 'The closing bracket ] is missing',
  EndOfFileExpected: 'Something follows after the end of the JSON',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'The text in quotes does not end',
  UnexpectedEndOfNumber: 'The number does not end',
  InvalidUnicode: 'This \\u escape is not complete',
  InvalidEscapeCharacter: 'This escape does not exist in JSON',
  InvalidCharacter: 'A control character must be escaped',
};

function toProblem(text: string, { error, offset }: ParseError): JsonProblem {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const message = MESSAGES[printParseErrorCode(error)] ?? 'This is not valid JSON';
  return { message, offset, line: countLines(before), column: offset - lineStart + 1 };
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
