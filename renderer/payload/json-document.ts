import { parseTree, type Node } from 'jsonc-parser';

export type JsonNode = Node;

export interface JsonDocument {
  readonly text: string;
  /** As much as could be read; null where nothing could. */
  readonly root: JsonNode | null;
}

/**
 * Reads JSON into nodes that know their place in the text: numbers are never turned into numbers, and of keys that come
 * twice both are kept. Where it breaks is for the findings to say.
 */
export function parseJson(text: string): JsonDocument {
  try {
    const root = parseTree(text, [], { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
    return { text, root: root ?? null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { text, root: null }; // Nested deeper than the stack.
  }
}

/** Whether text means to be JSON, right or wrong. */
export function looksLikeJson(text: string, contentType: string): boolean {
  return /^\s*[[{]/.test(text.slice(0, 1_000)) || /[/+]json\b/i.test(contentType);
}
