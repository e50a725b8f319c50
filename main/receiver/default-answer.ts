import type { Answer } from '../domain/captured-request.ts';
import { pathOf } from '../domain/captured-request.ts';
import { decodePayload } from '../domain/decode-payload.ts';
import { understand } from '../../shared/vonage/understand.ts';

export interface Question {
  readonly method: string;
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** A harmless call flow: an empty body or an empty array would end the caller's call (vonage-webhooks, 8.1). */
export const DEFAULT_NCCO = JSON.stringify([
  { action: 'talk', text: 'This call reached Webhook Inspector. There is no call flow behind it yet.' },
]);

const VOICE_MARK = 'conversation_uuid';
const CONTENT_PATHS: ReadonlySet<string> = new Set(['/webhooks/answer', '/webhooks/fallback']);
const CONTENT_KINDS: ReadonlySet<string> = new Set(['answer', 'fallback']);

/** The answer where no rule says otherwise: an empty success, or a call flow for the two webhooks that need one. */
export function defaultAnswer(question: Question, emptyStatus: 200 | 204): Answer {
  if (needsCallFlow(question)) {
    return { status: 200, contentType: 'application/json', body: DEFAULT_NCCO, rule: null };
  }
  return { status: emptyStatus, contentType: null, body: '', rule: null };
}

/**
 * Voice answer and fallback webhooks, on whatever path they arrive.
 *
 * Decoding costs more than storing, so only what is on their paths or carries the mark of a call is decoded here.
 */
function needsCallFlow(question: Question): boolean {
  const onPath = CONTENT_PATHS.has(pathOf(question.target));
  if (!onPath && !question.target.includes(VOICE_MARK) && !includes(question.body, VOICE_MARK)) return false;
  const { api, kind } = understand(decodePayload(question).parameters);
  return (api === 'voice' && CONTENT_KINDS.has(kind)) || (onPath && kind === 'unknown');
}

function includes(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text);
}
