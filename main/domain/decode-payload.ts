import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

import type { Decoded } from '../../shared/vonage/understand.ts';
import type { Payload } from '../../shared/vonage/understanding.ts';
import { headerValue, queryOf } from './captured-request.ts';

export interface Encoded {
  readonly method: string;
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** The body without its Content-Encoding. `bytes` is null where it has none or can't be undone. */
export interface DecodedBody {
  readonly bytes: Uint8Array | null;
  readonly problem: string | null;
}

export interface DecodedPayload {
  readonly parameters: Decoded;
  /** The body as text, without a byte order mark; empty where there is no body. */
  readonly text: string;
  /** The bytes that it was read from, after Content-Encoding. */
  readonly bytes: Uint8Array;
  readonly charset: Charset;
  /** Form and query carry nothing but text, so a number is no number there. */
  readonly valuesAreText: boolean;
}

export interface Charset {
  /** As we call it; of an unknown one as the sender does. */
  readonly name: string;
  readonly isUnknown: boolean;
}

/** A small body can decode to gigabytes; nobody needs more than this to understand a webhook. */
const LARGEST_DECODED_BYTES = 32 * 1_024 * 1_024;
const OPEN_BRACE = 0x7b;
const UTF_8: Charset = { name: 'utf-8', isUnknown: false };
const FORM_START = /^[^=&\s<>{}[\]"]{1,200}=/;

/** Undoes `gzip`, `deflate` and `br`. The stored bytes stay as they are; this is for views and understanding. */
export function decodeBody(rawHeaders: readonly string[], body: Uint8Array): DecodedBody {
  const encoding = headerValue(rawHeaders, 'content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity' || body.length === 0) return { bytes: null, problem: null };
  try {
    let bytes = body;
    for (const coding of encoding.split(',').toReversed()) bytes = undo(coding.trim(), bytes);
    return { bytes, problem: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { bytes: null, problem: `The body says it is encoded as ${encoding}, but it can't be decoded: ${reason}.` };
  }
}

/**
 * Reads the parameters of a webhook (vonage-webhooks, 2.1): the body first, the query where there is no body.
 *
 * Content-Type is a hint only: JSON is tried whenever the first byte says so, a form whenever it looks like one.
 */
export function decodePayload(request: Encoded): DecodedPayload {
  const bytes = decodeBody(request.rawHeaders, request.body).bytes ?? request.body;
  if (bytes.length === 0) {
    const parameters = fromQuery(request.method, request.target);
    return { parameters, text: '', bytes, charset: UTF_8, valuesAreText: true };
  }
  const charset = readCharset(headerValue(request.rawHeaders, 'content-type') ?? '');
  const text = toText(bytes, charset);
  const json = fromJson(text);
  const payload = json ?? fromForm(text);
  return {
    parameters: payload === null ? { type: 'unreadable' } : { type: 'parameters', payload },
    text,
    bytes,
    charset,
    valuesAreText: json === null,
  };
}

function undo(coding: string, bytes: Uint8Array): Uint8Array {
  const options = { maxOutputLength: LARGEST_DECODED_BYTES };
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(bytes, options);
    case 'br':
      return brotliDecompressSync(bytes, options);
    case 'deflate':
      // The RFC means zlib's format; some senders send the bare stream. The first byte of zlib's is 0x?8.
      return ((bytes[0] ?? 0) & 0x0f) === 8 ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
    case 'identity':
      return bytes;
    default:
      throw new Error(`${coding} is not known here`);
  }
}

function readCharset(contentType: string): Charset {
  const name = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
  if (name === 'utf-8' || name === 'utf8') return UTF_8;
  try {
    return { name: new TextDecoder(name).encoding, isUnknown: false };
  } catch {
    return { name, isUnknown: true }; // That is how a TextDecoder says that it does not know the name.
  }
}

/** Of an unknown charset, UTF-8 shows what can be shown. */
function toText(bytes: Uint8Array, { name, isUnknown }: Charset): string {
  if (name !== 'utf-8' && !isUnknown) return new TextDecoder(name).decode(bytes);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.codePointAt(0) === 0xfeff ? text.slice(1) : text;
}

function fromQuery(method: string, target: string): Decoded {
  const query = queryOf(target);
  if (query !== '') return { type: 'parameters', payload: Object.fromEntries(new URLSearchParams(query)) };
  return method === 'GET' || method === 'HEAD' ? { type: 'none' } : { type: 'unreadable' };
}

function fromJson(text: string): Payload | null {
  let start = 0;
  while (start < text.length && text.charCodeAt(start) <= 0x20) start += 1;
  if (text.charCodeAt(start) !== OPEN_BRACE) return null;
  try {
    return JSON.parse(text) as Payload;
  } catch {
    // Not JSON after all. It is stored as it is; the window tells where it breaks.
    return null;
  }
}

function fromForm(text: string): Payload | null {
  return FORM_START.test(text) ? Object.fromEntries(new URLSearchParams(text)) : null;
}
