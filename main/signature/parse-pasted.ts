import { z } from 'zod';

import { parseCurl } from './parse-curl.ts';
import type { SignedRequest } from './verify-webhook.ts';

/** A webhook out of somebody's terminal, log or browser; the time of its capture is not known. */
export type PastedRequest = Omit<SignedRequest, 'receivedAt'> & { readonly receivedAt: number | null };

export type Pasted =
  | { readonly ok: true; readonly request: PastedRequest }
  | { readonly ok: false; readonly problem: string };

const MOST_HEADERS = 500;
const REQUEST_LINE = /^([A-Z]{1,20}) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/;
const HEADER_LINE = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*)$/;

/** Reads a cURL command, a line of our own export, or headers, an empty line and a body. */
export function parsePasted(text: string): Pasted {
  const start = text.trimStart();
  if (start === '') return fail('There is nothing to check yet. Paste headers and a body, or a cURL command.');
  if (/^(?:\$\s+)?curl(?:\.exe)?\s/.test(start)) return parseCurl(start);
  return (start.startsWith('{') ? parseExported(start) : null) ?? parseMessage(start);
}

function fail(problem: string): Pasted {
  return { ok: false, problem };
}

const exportedLine = z.object({
  receivedAt: z.string().optional(),
  method: z.string(),
  path: z.string(),
  query: z.string().default(''),
  headers: z.array(z.tuple([z.string(), z.string()])).max(MOST_HEADERS),
  bodyBase64: z.base64(),
});

function parseExported(text: string): Pasted | null {
  const parsed = exportedLine.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { method, path, query, headers, bodyBase64, receivedAt } = parsed.data;
  const ms = receivedAt === undefined ? Number.NaN : Date.parse(receivedAt);
  return {
    ok: true,
    request: {
      method,
      target: query === '' ? path : `${path}?${query}`,
      rawHeaders: headers.flat(),
      body: Buffer.from(bodyBase64, 'base64'),
      receivedAt: Number.isNaN(ms) ? null : ms * 1_000,
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Then it is headers and a body, or nothing that is known.
    return null;
  }
}

/** The body is every character after the first empty line: what is not shown, such as a line break at its end, counts. */
function parseMessage(text: string): Pasted {
  const end = /\r?\n[ \t]*\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const body = end === null ? '' : text.slice(end.index + end[0].length);
  const rawHeaders: string[] = [];
  let method: string | null = null;
  let target = '/';
  for (const [index, line] of head.split(/\r?\n/).entries()) {
    const request = index === 0 ? REQUEST_LINE.exec(line.trim()) : null;
    const header = HEADER_LINE.exec(line.trim());
    if (request !== null) [, method = null, target = '/'] = request;
    else if (header !== null) rawHeaders.push(header[1] ?? '', header[2] ?? '');
    else if (line.trim() !== '')
      return fail(
        `Line ${index + 1} is no header: “${line.trim().slice(0, 60)}”. Each is a name, a colon and a value.`,
      );
    if (rawHeaders.length > 2 * MOST_HEADERS) return fail('There are too many headers.');
  }
  if (rawHeaders.length === 0 && method === null)
    return fail('There are no headers. Paste them above the body, with an empty line between.');
  return {
    ok: true,
    request: {
      method: method ?? (body === '' ? 'GET' : 'POST'),
      target,
      rawHeaders,
      body: Buffer.from(body),
      receivedAt: null,
    },
  };
}
