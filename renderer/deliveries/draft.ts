import type { WebhookDetail } from '../../shared/contract.ts';
import type { Edit, SignatureChoice } from '../../shared/contract/deliveries.ts';
import { contentTypeOf } from '../payload/body-text.ts';
import { looksLikeJson } from '../payload/json-document.ts';
import { parseHeaders, writeHeaders } from './target-fields.ts';

/** A webhook while it is edited: all of it as text. */
export interface Draft {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** One `Name: value` a line. */
  readonly headers: string;
  readonly body: string;
  /** Where the bytes are no UTF-8, they are edited as pairs of hex digits. */
  readonly isHex: boolean;
  readonly signature: SignatureChoice;
}

type Editable = Pick<WebhookDetail, 'target' | 'headers' | 'body' | 'decodedBody'> & {
  readonly row: Pick<WebhookDetail['row'], 'method' | 'verdict'>;
};

export function toDraft({ row, target, headers, body, decodedBody }: Editable): Draft {
  const bytes = decodedBody ?? body;
  const text = toExactText(bytes);
  // The body is edited as it is meant, so it goes out that way too.
  const kept = decodedBody === null ? headers : headers.filter(([name]) => !/^content-encoding$/i.test(name));
  return {
    method: row.method,
    target,
    headers: writeHeaders(kept),
    body: text ?? toHex(bytes),
    isHex: text === null,
    signature: row.verdict === 'verified' || row.verdict === 'failed' ? 're-sign' : 'keep',
  };
}

/** What is to be sent; null where nothing is changed, so that the very bytes that came go out. */
export function toEdit(draft: Draft, original: Draft): { readonly edit: Edit | null } | { readonly problem: string } {
  const { method, target, headers: text, body, isHex } = draft;
  if (isSameRequest(draft, original)) return { edit: null };
  if (!/^[A-Za-z-]{1,32}$/.test(method)) return { problem: 'A method has letters only.' };
  if (!target.startsWith('/')) return { problem: 'A path begins with /.' };
  const headers = parseHeaders(text);
  if (headers === null) return { problem: 'Each line of the headers is a name, a colon and a value.' };
  const bytes = isHex ? fromHex(body) : new TextEncoder().encode(body);
  if (bytes === null) return { problem: 'The body has something else than pairs of hex digits.' };
  return { edit: { method, target, headers, bodyBase64: toBase64(bytes) } };
}

export function isSameRequest(left: Draft, right: Draft): boolean {
  return (['method', 'target', 'headers', 'body'] as const).every((part) => left[part] === right[part]);
}

/** Whether the body means to be JSON, right or wrong. */
export function isJson({ body, isHex, headers }: Draft): boolean {
  return !isHex && body.trim() !== '' && looksLikeJson(body, contentTypeOf(parseHeaders(headers) ?? []));
}

/** Null where no text gives back the same bytes. */
function toExactText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null; // That is how a TextDecoder says that the bytes are no UTF-8.
  }
}

function toHex(bytes: Uint8Array): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const lines = Array.from({ length: Math.ceil(pairs.length / 16) }, (_, line) =>
    pairs.slice(line * 16, line * 16 + 16),
  );
  return lines.map((line) => line.join(' ')).join('\n');
}

function fromHex(text: string): Uint8Array | null {
  const digits = text.replaceAll(/\s/g, '');
  if (digits.length % 2 === 1 || !/^[\da-f]*$/i.test(digits)) return null;
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 30_000) {
    parts.push(btoa(String.fromCodePoint(...bytes.subarray(at, at + 30_000))));
  }
  return parts.join('');
}
