import type { WebhookDetail } from '../../shared/contract.ts';

export interface BodyText {
  readonly text: string;
  /** The name of the character set that was used. */
  readonly charset: string;
}

type Headers = readonly (readonly [name: string, value: string])[];

/** Bytes as text, by the charset of Content-Type. Broken bytes become U+FFFD; the findings say so. */
export function toBodyText(body: Uint8Array, headers: Headers): BodyText {
  const decoder = findDecoder(/charset\s*=\s*"?([^\s;"]+)/i.exec(contentTypeOf(headers))?.[1]);
  return { text: decoder.decode(body), charset: decoder.encoding };
}

/** What a webhook says, out of its content encoding where it came in one that we know. */
export function bodyTextOf({
  decodedBody,
  body,
  headers,
}: Pick<WebhookDetail, 'decodedBody' | 'body' | 'headers'>): string {
  return toBodyText(decodedBody ?? body, headers).text;
}

export function contentTypeOf(headers: Headers): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
}

function findDecoder(charset: string | undefined): TextDecoder {
  const label = charset !== undefined && isKnown(charset) ? charset : 'utf-8';
  return new TextDecoder(label, { ignoreBOM: true });
}

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== '';
  } catch {
    return false; // That is how a TextDecoder says that it does not know the name.
  }
}
