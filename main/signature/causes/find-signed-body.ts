import { createHash } from 'node:crypto';

import { LAYOUTS, STRING_DIALECTS, writeString } from '../json-dialects.ts';
import type { JsonNode, Rewriting } from '../json-text.ts';
import { readJson, rewriteInPlace, writeJson } from '../json-text.ts';
import { VONAGE_KEY_ORDERS } from './vonage-key-orders.ts';

/** All bytes that one search writes and hashes: below a second, also for the largest body. */
const BUDGET_BYTES = 160 * 1_024 * 1_024;
/** Of what is longer, only its beginning, its end and its line breaks are tried. */
const LONGEST_JSON = 4 * 1_024 * 1_024;
const MOST_ATTEMPTS = 6_000;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const ENDINGS = ['', '\n', '\r\n'].map((text) => Buffer.from(text));

/**
 * Looks for the body that was signed, given the one that arrived and the hash in the token: undoes what proxies, body
 * parsers and log shippers do, singly and together, the fewest changes first. What it returns has that hash, so it can
 * be wrong only about how the change came about, never about the text.
 */
export function findSignedBody(received: Uint8Array, hash: string): Buffer | null {
  const tried = new Set<string>();
  let left = BUDGET_BYTES;
  for (const content of contentsOf(Buffer.from(received.buffer, received.byteOffset, received.byteLength))) {
    left -= content.length * 2;
    if (left < 0 || tried.size > MOST_ATTEMPTS) return null;
    const found = fitFrame(content, hash, tried);
    if (found !== null) return found;
  }
  return null;
}

/** Tries a content with and without byte order mark, and with each line ending at its end. */
function fitFrame(content: Buffer, hash: string, tried: Set<string>): Buffer | null {
  const bare = createHash('sha256').update(content);
  const digest = bare.copy().digest('base64');
  if (tried.has(digest)) return null;
  tried.add(digest);
  for (const start of [Buffer.alloc(0), BOM]) {
    const begun = start.length === 0 ? bare : createHash('sha256').update(start).update(content);
    for (const end of ENDINGS) {
      if (begun.copy().update(end).digest('hex') === hash) return Buffer.concat([start, content, end]);
    }
  }
  return null;
}

/** Contents without byte order mark and without line ending at the end. Lazy: most are never made. */
function* contentsOf(received: Buffer): Generator<Buffer> {
  // As it came, white space at its end included: only a byte order mark or an ending is missing.
  yield received;
  const body = withoutFrame(received);
  yield body;
  const text = body.toString('utf8');
  if (!Buffer.from(text).equals(body)) return;
  yield Buffer.from(text.replaceAll('\r\n', '\n'));
  yield Buffer.from(text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'));
  const json = text.length > LONGEST_JSON ? null : readJson(text);
  if (json !== null) for (const written of writingsOf(text, json)) yield Buffer.from(written);
  if (/[\u0080-\uffff]/.test(text)) {
    for (const form of ['NFC', 'NFD'] as const) yield Buffer.from(text.normalize(form));
    // Signed in Latin 1 and converted on the way, or taken for Latin 1 and encoded once more.
    if (!/[\u0100-\uffff]/.test(text)) yield Buffer.from(text, 'latin1');
  }
}

function withoutFrame(body: Buffer): Buffer {
  const start = body.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0;
  let end = body.length;
  while (end > start && (body[end - 1] === 0x0a || body[end - 1] === 0x0d)) end -= 1;
  return body.subarray(start, end);
}

type Way = Omit<Rewriting, 'separators'> & { readonly changes: number };
const same = (raw: string): string => raw;

function* writingsOf(text: string, json: JsonNode): Generator<string> {
  const layouts = LAYOUTS.map(({ separators }) => separators);
  const ways = waysOf(text);
  const mostChanges = Math.max(...ways.map(({ changes }) => changes));
  for (let changes = 0; changes <= mostChanges; changes += 1) {
    const now = ways.filter((way) => way.changes === changes);
    for (const way of now) if (way.order === null) yield rewriteInPlace(text, way);
    for (const separators of layouts) for (const way of now) yield writeJson(json, { ...way, separators });
  }
}

/** The ways to write names and values that can make a difference to this text. */
function waysOf(text: string): Way[] {
  const hasEscapes = /\\[u/]/.test(text) || /[/<>&\u0080-\uffff]/.test(text);
  const strings = [
    same,
    ...(hasEscapes ? STRING_DIALECTS.map((dialect) => (raw: string) => writeString(raw, dialect)) : []),
  ];
  const numbers = /\.\d[,\s}\]]/.test(text) ? [same, padDecimals] : [same];
  const orders = [null, byCodeUnit, ...VONAGE_KEY_ORDERS.map(byPlaceIn)];
  return strings.flatMap((string) =>
    numbers.flatMap((number) =>
      orders.map((order) => ({
        string,
        number,
        order,
        changes: Number(string !== same) + Number(number !== same) + Number(order !== null),
      })),
    ),
  );
}

/** `51.5` was `51.50`: parsing a number forgets that. */
function padDecimals(raw: string): string {
  return /^-?\d+\.\d$/.test(raw) ? `${raw}0` : raw;
}

function byCodeUnit(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function byPlaceIn(names: readonly string[]): (left: string, right: string) => number {
  const places = new Map(names.map((name, place) => [`"${name}"`, place]));
  const placeOf = (name: string): number => places.get(name) ?? names.length;
  return (left, right) => placeOf(left) - placeOf(right);
}
