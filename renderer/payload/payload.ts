import type { WebhookDetail } from '../../shared/contract.ts';
import { contentTypeOf, toBodyText, type BodyText } from './body-text.ts';
import { looksLikeJson, parseJson, type JsonDocument } from './json-document.ts';
import { parseForm, parseQuery } from './parse-query.ts';
import { prettyJson } from './pretty-json.ts';

type Pairs = readonly (readonly [name: string, value: string])[];

export type Content =
  | { readonly type: 'json'; readonly json: JsonDocument }
  /** JSON that takes so long to read that the person is asked first. */
  | { readonly type: 'large-json' }
  | { readonly type: 'form'; readonly pairs: Pairs }
  /** No body: what the webhook says is in its URL. */
  | { readonly type: 'query'; readonly pairs: Pairs }
  | { readonly type: 'text' }
  | { readonly type: 'empty' };

export interface Payload {
  /** The bytes that the tabs show: decoded unless the stored ones are wished for. */
  readonly bytes: Uint8Array;
  readonly body: BodyText;
  readonly content: Content;
}

/** In characters. Reading this much takes about 0.2 s. */
const LARGE = 3_000_000;

export interface PayloadWishes {
  /** The bytes as received, where they came encoded. */
  readonly showsStored: boolean;
  readonly readsLarge: boolean;
}

/** What a body is, read once for all tabs. */
export function readPayload(detail: WebhookDetail, { showsStored, readsLarge }: PayloadWishes): Payload {
  const bytes = showsStored ? detail.body : (detail.decodedBody ?? detail.body);
  const body = toBodyText(bytes, detail.headers);
  return { bytes, body, content: readContent(detail, body.text, readsLarge) };
}

/** Indented where we know how; else as it was sent. */
export function toPretty({ body, content }: Payload): string {
  switch (content.type) {
    case 'json':
      return prettyJson(body.text);
    case 'form':
    case 'query':
      return content.pairs.map(([name, value]) => `${name} = ${value}`).join('\n');
    case 'large-json':
    case 'text':
    case 'empty':
      return body.text;
  }
}

function readContent(detail: WebhookDetail, text: string, readsLarge: boolean): Content {
  const contentType = contentTypeOf(detail.headers);
  if (text === '') {
    const pairs = parseQuery(detail.target);
    return pairs.length === 0 ? { type: 'empty' } : { type: 'query', pairs };
  }
  if (looksLikeJson(text, contentType)) {
    return text.length > LARGE && !readsLarge ? { type: 'large-json' } : { type: 'json', json: parseJson(text) };
  }
  if (contentType.includes('application/x-www-form-urlencoded')) return { type: 'form', pairs: parseForm(text) };
  return { type: 'text' };
}
