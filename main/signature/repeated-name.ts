import { queryOf } from '../domain/captured-request.ts';
import type { Encoded } from '../domain/decode-payload.ts';
import { decodePayload } from '../domain/decode-payload.ts';
import { readJson } from './json-text.ts';

/**
 * A parameter that is there twice; null where each is there once.
 *
 * Readers disagree on which of the two counts, so a `sig` that fits one of them proves nothing of what an app reads.
 */
export function repeatedName(request: Encoded): string | null {
  const names = request.body.length === 0 ? namesInForm(queryOf(request.target)) : namesInBody(request);
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

function namesInBody(request: Encoded): string[] {
  const { text } = decodePayload(request);
  const json = readJson(text);
  if (json?.type !== 'object') return namesInForm(text);
  return json.members.map(([raw]) => JSON.parse(raw) as string);
}

function namesInForm(text: string): string[] {
  return [...new URLSearchParams(text).keys()];
}
