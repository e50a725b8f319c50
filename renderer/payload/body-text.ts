export interface BodyText {
  readonly text: string;
  /** The name of the character set that was used. */
  readonly charset: string;
  /** What the person should know of the decoding, as a sentence; null where all went well. */
  readonly problem: string | null;
}

type Headers = readonly (readonly [name: string, value: string])[];

/** Bytes as text, by the charset of Content-Type. Broken bytes become U+FFFD, and that is said. */
export function toBodyText(body: Uint8Array, headers: Headers): BodyText {
  const named = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentTypeOf(headers))?.[1];
  const decoder = findDecoder(named);
  const charset = decoder.encoding;
  const unknown = named !== undefined && !isKnown(named) ? `The charset “${named}” is unknown; shown as UTF-8.` : null;
  try {
    return { text: findDecoder(named, true).decode(body), charset, problem: unknown };
  } catch {
    return {
      text: decoder.decode(body),
      charset,
      problem: `Not valid ${charset.toUpperCase()}: broken bytes show as \ufffd.`,
    };
  }
}

export function contentTypeOf(headers: Headers): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
}

function findDecoder(charset: string | undefined, fatal = false): TextDecoder {
  const label = charset !== undefined && isKnown(charset) ? charset : 'utf-8';
  return new TextDecoder(label, { fatal, ignoreBOM: true });
}

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== '';
  } catch {
    return false; // That is how a TextDecoder says that it does not know the name.
  }
}
