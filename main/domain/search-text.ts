import type { Decoded } from '../../shared/vonage/understand.ts';
import type { Encoded } from './decode-payload.ts';

/** More than this of one webhook is kept and shown, but not searched. */
export const SEARCHED_CHARACTERS = 2_500_000;

/** Headers that say nothing about a webhook, or must not be found: tokens do not belong in an index. */
const UNSEARCHED_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  'host',
  'proxy-authorization',
  'transfer-encoding',
  'x-vonage-webhook-auth-token',
]);

/** The words of a webhook: its path, its headers, and every name and value of its body, with JSON's escapes undone. */
export function searchText(request: Encoded, parameters: Decoded, body: string): string {
  const words: string[] = [request.method, decoded(request.target)];
  const { rawHeaders } = request;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (!UNSEARCHED_HEADERS.has(name.toLowerCase())) words.push(name, rawHeaders[index + 1] ?? '');
  }
  if (parameters.type === 'parameters') collectWords(parameters.payload, words);
  else words.push(body);
  return words.join(' ').slice(0, SEARCHED_CHARACTERS);
}

/**
 * In the order of the body: of a large one its beginning is searched. Walks without recursion: a body nested ten thousand
 * levels deep must not end the projector.
 */
function collectWords(payload: unknown, words: string[]): void {
  const open: unknown[] = [payload];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') words.push(value);
    else if (typeof value === 'number' || typeof value === 'boolean') words.push(String(value));
    else if (Array.isArray(value)) for (const item of value.toReversed()) open.push(item ?? '');
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value).toReversed()) open.push(member ?? '', name);
    }
  }
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target.replaceAll('+', ' '));
  } catch {
    // A stray percent sign: search finds it as it was written.
    return target;
  }
}
