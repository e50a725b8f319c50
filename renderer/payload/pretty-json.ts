import { createScanner, type SyntaxKind } from 'jsonc-parser';

// The library's enum is a const one, which does not survive module by module compilation.
const OPEN: ReadonlySet<SyntaxKind> = new Set([1, 3]);
const CLOSE: ReadonlySet<SyntaxKind> = new Set([2, 4]);
const COMMA: SyntaxKind = 5;
const COLON: SyntaxKind = 6;
const END: SyntaxKind = 17;

/** Indents JSON and changes nothing else: every literal keeps its exact text, in one pass however long the text is. */
export function prettyJson(text: string): string {
  const scanner = createScanner(text, true);
  const parts: string[] = [];
  let depth = 0;
  let isAfterOpen = false;
  for (let kind = scanner.scan(); kind !== END; kind = scanner.scan()) {
    const token = text.slice(scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength());
    const isClose = CLOSE.has(kind);
    if (isClose) depth = Math.max(0, depth - 1);
    if (isAfterOpen !== isClose && (isAfterOpen || isClose)) parts.push('\n', indent(depth));
    isAfterOpen = false;
    parts.push(token);
    if (OPEN.has(kind)) {
      depth += 1;
      isAfterOpen = true;
    } else if (kind === COMMA) parts.push('\n', indent(depth));
    else if (kind === COLON) parts.push(' ');
  }
  return parts.join('');
}

const indent = (depth: number): string => '  '.repeat(Math.min(depth, 200));
