import type { Answer } from '../domain/captured-request.ts';
import { decodePayload } from '../domain/decode-payload.ts';
import type { Checks } from '../signature/checks.ts';
import { verifyWebhook } from '../signature/verify-webhook.ts';
import type { Question } from './default-answer.ts';

export interface SignatureAnswers {
  readonly answer401ToFailed: boolean;
  readonly answer503ToUnsigned: boolean;
}

/**
 * The answer to a webhook whose signature is not right, where the person wants Vonage to be told; null where the usual
 * answer stands. Verifies only if one of the two is on, because this is the thread that answers.
 */
export function answerToSignature(
  question: Question,
  checks: Checks,
  { answer401ToFailed, answer503ToUnsigned }: SignatureAnswers,
  receivedAt: number,
): Answer | null {
  if (!answer401ToFailed && !answer503ToUnsigned) return null;
  const { parameters } = decodePayload(question);
  const { verdict } = verifyWebhook({ ...question, receivedAt }, parameters, checks.keyRing, checks.settings);
  if (verdict === 'failed' && answer401ToFailed) return refuse(401, 'signature failed');
  if (verdict === 'unsigned' && answer503ToUnsigned) return refuse(503, 'unsigned');
  return null;
}

function refuse(status: number, rule: string): Answer {
  return { status, contentType: null, body: '', rule };
}
