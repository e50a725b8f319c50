import type { StoredRequest } from '../domain/captured-request.ts';
import { decodePayload } from '../domain/decode-payload.ts';
import type { Description } from '../domain/describe-webhook.ts';
import { describeWebhook } from '../domain/describe-webhook.ts';
import { toIndexedText } from '../domain/words.ts';
import type { Checks } from '../signature/checks.ts';
import type { Verification } from '../signature/verify-webhook.ts';
import { verifyWebhook } from '../signature/verify-webhook.ts';
import type { Finding } from '../../shared/vonage/finding.ts';
import { NO_LINKS } from '../../shared/vonage/message-links.ts';

/** What of a webhook goes into the index. */
export type Entry = Omit<Description, 'searchText' | 'findings'> & {
  readonly findings: readonly Finding[];
  readonly text: string;
  readonly verification: Judgement;
};

export type Judgement = Omit<Verification, 'check'>;

/** Whatever a body does to our code, the webhook gets its row: one that can't be described is shown as unknown. */
export function makeEntry(request: StoredRequest, { keyRing, settings }: Checks): Entry {
  try {
    const decoded = decodePayload(request);
    const { searchText, findings, ...description } = describeWebhook(request, decoded);
    return {
      ...description,
      findings: findings(),
      text: toIndexedText(searchText()),
      verification: verifyWebhook(request, decoded.parameters, keyRing, settings),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      understanding: {
        api: 'unknown',
        kind: 'unknown',
        channel: null,
        messageId: null,
        from: null,
        to: null,
        status: null,
        errorCode: null,
        summary: `Could not be read: ${reason}`.slice(0, 200),
        sentAt: null,
        account: null,
      },
      links: NO_LINKS,
      isBad: false,
      bodyHash: null,
      misroutedTo: null,
      findings: [],
      text: '',
      verification: NOT_JUDGED,
    };
  }
}

/** Only the verdict, for a row that is there already. */
export function judge(request: StoredRequest, { keyRing, settings }: Checks): Judgement {
  try {
    return verifyWebhook(request, decodePayload(request).parameters, keyRing, settings);
  } catch {
    // As above: one webhook must not stop the check of all others.
    return NOT_JUDGED;
  }
}

const NOT_JUDGED: Judgement = { verdict: 'unsigned', reason: null, account: null, signedAt: null };
