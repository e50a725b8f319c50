import { randomUUID } from 'node:crypto';

import { findKind } from '../../shared/vonage/kinds.ts';
import { isObject } from '../../shared/vonage/read.ts';
import type { Given } from '../../shared/vonage/simulation.ts';
import { understand } from '../../shared/vonage/understand.ts';
import type { Payload } from '../../shared/vonage/understanding.ts';
import { AppError } from '../../shared/reply.ts';
import { headerValue, pathOf } from '../domain/captured-request.ts';
import type { Encoded } from '../domain/decode-payload.ts';
import { decodePayload } from '../domain/decode-payload.ts';
import type { EntryName } from './catalogue.ts';
import { findEntries } from './catalogue.ts';
import { makeGiven } from './given.ts';
import type { Shape } from './make-request.ts';
import { makePayload } from './make-payload.ts';
import type { PlannedWebhook } from './plan.ts';

/** A webhook that a person can change before it is sent. */
export interface Draft extends Shape {
  /** Its parameters as JSON; where it travels as JSON, the very text that is sent. */
  readonly text: string;
}

/** What the form gives; null for the usual. */
export type DraftFields = { readonly [F in 'from' | 'to' | 'text' | 'errorCode']: string | null };

const FIELDS = ['from', 'to', 'text', 'errorCode'] as const;
/** Found in a payload only where its field was put there: digits, because some are made numbers of. */
const TELL_TALE = '987654321';

/** With the fields that change something of it. Null where the catalogue has no such webhook. */
export function draftOfEntry(
  name: EntryName,
  fields: DraftFields,
): { readonly draft: Draft; readonly uses: readonly (keyof DraftFields)[] } | null {
  const [entry] = findEntries(name);
  if (entry === undefined) return null;
  const definition = findKind(entry.api, entry.kind);
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<Given>;
  const write = (values: Partial<Given>): string =>
    JSON.stringify(makePayload(definition, entry, makeGiven(definition, values)), null, 2);
  const { path, signing } = entry;
  return {
    draft: { path, encoding: entry.encodings[0] ?? 'json', signing, text: write(given) },
    uses: FIELDS.filter((field) => write({ [field]: TELL_TALE }).includes(TELL_TALE)),
  };
}

/** A captured webhook, to be sent again as a new one: its JSON to the letter, its signature to be made anew. */
export function draftOfRequest(request: Encoded): Draft {
  const { parameters, text, valuesAreText } = decodePayload(request);
  const signing = signingOf(request);
  if (parameters.type === 'unreadable') return { path: request.target, encoding: 'json', signing, text };
  const payload = parameters.type === 'parameters' ? parameters.payload : {};
  if (!valuesAreText && !('sig' in payload)) return { path: request.target, encoding: 'json', signing, text };
  const { sig, nonce: _nonce, timestamp: _timestamp, ...unsigned } = payload as Record<string, unknown>;
  const isOfQuery = request.body.length === 0;
  return {
    path: isOfQuery ? pathOf(request.target) : request.target,
    encoding: isOfQuery ? 'get' : valuesAreText ? 'form' : 'json',
    signing,
    text: JSON.stringify(sig === undefined ? payload : unsigned, null, 2),
  };
}

/** As Vonage signs its kind; of an unknown kind, as it was. */
function signingOf(request: Encoded): Shape['signing'] {
  const { api, kind } = understand(decodePayload(request).parameters);
  if (kind !== 'unknown') return findKind(api, kind).simulation?.signing ?? 'jwt';
  return headerValue(request.rawHeaders, 'authorization') === null ? 'none' : 'jwt';
}

/** So many times the draft; each copy after the first is a message of its own. */
export function planDraft(draft: Draft, count: number): PlannedWebhook[] {
  const payload = parseDraft(draft);
  const understood = understand(payload === null ? { type: 'unreadable' } : { type: 'parameters', payload });
  const { api, kind, channel, status, messageId } = understood;
  const entry = {
    api,
    kind,
    channel,
    status,
    content: null,
    label: findKind(api, kind).label,
    path: draft.path,
    signing: draft.signing,
    encodings: [draft.encoding],
  };
  return Array.from({ length: count }, (_, index) => ({
    at: 0,
    entry,
    message: String(index),
    payload: contentOf(index === 0 ? draft.text : renewed(draft.text, messageId), draft),
    shape: draft,
    isForged: false,
    note: null,
  }));
}

/** Null where it is no JSON object: then only JSON that is sent as it is can carry it. */
function parseDraft({ text, encoding, signing }: Draft): Payload | null {
  try {
    const payload: unknown = JSON.parse(text);
    if (isObject(payload)) return payload;
  } catch {
    // Told below, or sent as it is: how an app takes broken JSON is worth a try.
  }
  if (encoding === 'json' && signing !== 'sms') return null;
  throw new AppError('bad-draft', 'This is not a JSON object, so it can’t be sent as a form, a query or a signed SMS.');
}

function contentOf(text: string, { encoding, signing }: Draft): Payload | string {
  return encoding === 'json' && signing !== 'sms' ? text : (JSON.parse(text) as Payload);
}

/** The same with another id, of the same form. */
function renewed(text: string, messageId: string | null): string {
  if (messageId === null || messageId.length < 8) return text;
  const hex = randomUUID()
    .replaceAll('-', '')
    .repeat(Math.ceil(messageId.length / 32));
  let next = 0;
  const id = messageId.replaceAll(/[\da-f]/gi, (digit) => {
    const fresh = hex[next++] ?? '0';
    return digit === digit.toUpperCase() ? fresh.toUpperCase() : fresh;
  });
  return text.replaceAll(messageId, id);
}
