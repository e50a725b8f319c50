import type { WebhookDetail } from '../../shared/contract.ts';
import { toBodyText } from '../payload/body-text.ts';
import { parseForm, parseQuery } from '../payload/parse-query.ts';

export interface Media {
  /** `image`, `file`, ... */
  readonly type: string;
  readonly url: string;
  readonly name: string | null;
  readonly caption: string | null;
}

export interface MessageContent {
  readonly text: string | null;
  readonly media: readonly Media[];
}

const MEDIA_TYPES = ['image', 'video', 'audio', 'file', 'vcard', 'sticker'];
const NOTHING: MessageContent = { text: null, media: [] };
/** A message of this size is none; the payload shows it. */
const LARGEST = 2_000_000;

/** The words and the attachments of a message, in every shape that Vonage has for them. Nothing is ever loaded. */
export function readContent(detail: WebhookDetail): MessageContent {
  const body = detail.decodedBody ?? detail.body;
  if (body.length > LARGEST) return NOTHING;
  const payload = readObject(toBodyText(body, detail.headers).text, detail.target);
  if (payload === null) return NOTHING;
  const nested = isRecord(payload['message']) ? payload['message']['content'] : undefined;
  const content = isRecord(nested) ? nested : payload;
  return { text: textOf(content['text']), media: readMedia(content) };
}

function readMedia(content: Record<string, unknown>): Media[] {
  const several = Array.isArray(content['content']) ? content['content'] : [];
  const parts = several.filter(isRecord).map((part) => toMedia(textOf(part['type']) ?? 'file', part));
  const single = MEDIA_TYPES.map((type) => {
    const part = content[type];
    return isRecord(part) ? toMedia(type, part) : null;
  });
  const all = parts.length > 0 ? parts : single;
  return all.filter((media) => media !== null);
}

function toMedia(type: string, part: Record<string, unknown>): Media | null {
  const url = textOf(part['url']);
  return url === null ? null : { type, url, name: textOf(part['name']), caption: textOf(part['caption']) };
}

function readObject(text: string, target: string): Record<string, unknown> | null {
  if (!text.trimStart().startsWith('{')) {
    return Object.fromEntries(text === '' ? parseQuery(target) : parseForm(text));
  }
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null; // The payload card says where it breaks.
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
