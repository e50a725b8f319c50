import type { Edit, SignatureChoice } from '../../shared/contract/deliveries.ts';
import { AppError } from '../../shared/reply.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import type { OutgoingWebhook } from '../domain/delivery.ts';
import type { KeyRing } from '../signature/key-ring.ts';
import { removeSignature, signAgain } from '../signature/sign-again.ts';

export interface Replayed {
  readonly webhook: OutgoingWebhook;
  readonly edited: boolean;
  /** Whether the body is another one than the record has. */
  readonly hasOwnBody: boolean;
}

/** A captured webhook as it is to be sent: edited, then signed. `now` in seconds. Throws what the person can act on. */
export function replayedWebhook(
  stored: StoredRequest,
  { edit, signature }: { readonly edit: Edit | null; readonly signature: SignatureChoice },
  keyRing: KeyRing,
  now: number,
): Replayed {
  if (edit === null && stored.outcome !== 'complete') {
    throw new AppError(
      'incomplete',
      `Only the first ${stored.body.length} of ${stored.announcedBytes} bytes of this webhook are stored, so it can’t be sent as it was.`,
    );
  }
  const before = edit === null ? toOutgoing(stored) : applyEdit(edit);
  const webhook = sign(before, signature, keyRing, now);
  return { webhook, edited: edit !== null, hasOwnBody: Buffer.compare(webhook.body, stored.body) !== 0 };
}

function sign(webhook: OutgoingWebhook, choice: SignatureChoice, keyRing: KeyRing, now: number): OutgoingWebhook {
  switch (choice) {
    case 'keep':
      return webhook;
    case 're-sign':
      return signAgain(webhook, keyRing, now);
    case 'remove':
      return removeSignature(webhook);
  }
}

function toOutgoing({ method, target, rawHeaders, body }: StoredRequest): OutgoingWebhook {
  return { method, target, rawHeaders, body };
}

function applyEdit({ method, target, headers, bodyBase64 }: Edit): OutgoingWebhook {
  const body = Buffer.from(bodyBase64, 'base64');
  // Node reads what it can of a broken text; half a body must not pass for what was written.
  if (body.toString('base64') !== bodyBase64) throw new AppError('bad-body', 'The edited body is not valid Base64.');
  return { method, target, rawHeaders: headers.flat(), body };
}
