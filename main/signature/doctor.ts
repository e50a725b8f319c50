import { decodePayload } from '../domain/decode-payload.ts';
import type { Reason, Step, Verdict } from '../../shared/signature.ts';
import { own } from './check-jwt.ts';
import type { Cause } from './causes/cause.ts';
import { describeSteps } from './describe-steps.ts';
import { findCauses } from './find-causes.ts';
import type { KeyRing } from './key-ring.ts';
import { allAccounts } from './key-ring.ts';
import type { SignedRequest, Verification, VerifySettings } from './verify-webhook.ts';
import { verifyWebhook } from './verify-webhook.ts';

/** Where two texts part, with a little of each from there. */
export interface Difference {
  /** In bytes, from 0. */
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** The bytes around it as text; `before` is the same in both. */
  readonly before: string;
  readonly signed: string;
  readonly received: string;
}

export interface Explanation {
  readonly scheme: 'jwt' | 'sms';
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  /** The API key that the signature names. */
  readonly account: string | null;
  readonly accountLabel: string | null;
  /** The label of the secret that fits. */
  readonly secretLabel: string | null;
  /** When it says it was signed, in milliseconds since 1970. */
  readonly signedAt: number | null;
  /** The JSON of header and claims as the token has it. */
  readonly token: { readonly header: string; readonly claims: string } | null;
  readonly steps: readonly Step[];
  /** What made it fail, if undoing it makes the check pass; several where all of them have to be undone. */
  readonly causes: readonly Cause[];
  /** Short facts that are no failure. */
  readonly notes: readonly string[];
  readonly hashes: { readonly claimed: string | null; readonly received: string } | null;
  readonly difference: Difference | null;
}

const CONTEXT_BYTES = 32;
const SHORT_SECRET_CHARACTERS = 32;
const LONGEST_CLAIM = 200;
const LONGEST_TOKEN_PART = 100_000;

/** Explains what came of a signature, step by step, and why. The search for a cause is bounded, but not for a thread that answers. */
export function explainWebhook(
  request: SignedRequest & { readonly announcedBytes?: number },
  keyRing: KeyRing,
  settings: VerifySettings,
): Explanation {
  const { parameters } = decodePayload(request);
  const verification = verifyWebhook(request, parameters, keyRing, settings);
  const { check, verdict, reason, account, signedAt } = verification;
  const diagnosis = verdict === 'verified' ? null : findCauses({ request, parameters, keyRing, settings });
  const signedBody = diagnosis?.signedBody ?? null;
  return {
    scheme: check.scheme,
    verdict,
    reason,
    account,
    accountLabel: check.outcome.account?.label ?? null,
    secretLabel: check.outcome.secret?.label ?? null,
    signedAt,
    token: tokenOf(verification),
    steps: describeSteps(check, Math.floor(request.receivedAt / 1_000_000), settings),
    causes: diagnosis?.causes ?? [],
    notes: findNotes(request, verification, keyRing),
    hashes: hashesOf(verification),
    difference: signedBody === null ? null : findDifference(signedBody, request.body),
  };
}

/** The first byte that differs; null where the texts are the same. */
function findDifference(signed: Uint8Array, received: Uint8Array): Difference | null {
  const shorter = Math.min(signed.length, received.length);
  let offset = 0;
  while (offset < shorter && signed[offset] === received[offset]) offset += 1;
  if (offset === signed.length && offset === received.length) return null;
  // Not in the middle of a character.
  let start = offset;
  while (start > 0 && ((signed[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  const [before, after] = [Buffer.from(signed), Buffer.from(received)];
  const lines = before.subarray(0, start).toString('utf8').split('\n');
  return {
    offset,
    line: lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
    before: before.subarray(Math.max(0, start - CONTEXT_BYTES), start).toString('utf8'),
    signed: before.subarray(start, start + CONTEXT_BYTES).toString('utf8'),
    received: after.subarray(start, start + CONTEXT_BYTES).toString('utf8'),
  };
}

/** Not parsed and written again: what is shown is what was signed. */
function tokenOf({ check }: Verification): Explanation['token'] {
  if (check.scheme === 'sms' || check.outcome.token === null) return null;
  const [header = '', claims = ''] = check.outcome.token.signedPart
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('utf8').slice(0, LONGEST_TOKEN_PART));
  return { header, claims };
}

function hashesOf({ check }: Verification): Explanation['hashes'] {
  if (check.scheme === 'sms' || check.outcome.bodyHash === null) return null;
  const claim = check.outcome.token === null ? undefined : own(check.outcome.token.claims, 'payload_hash');
  return {
    claimed: typeof claim === 'string' ? claim.slice(0, LONGEST_CLAIM) : null,
    received: check.outcome.bodyHash,
  };
}

function findNotes(
  { body, announcedBytes }: SignedRequest & { readonly announcedBytes?: number },
  { check }: Verification,
  keyRing: KeyRing,
): string[] {
  const notes: string[] = [];
  if (announcedBytes !== undefined && announcedBytes > body.length) {
    notes.push(`Only ${body.length} of ${announcedBytes} bytes of the body arrived, so its hash can’t be equal.`);
  }
  const { secret } = check.outcome;
  if (secret !== null && Buffer.from(secret.bytes).toString('utf8').length < SHORT_SECRET_CHARACTERS) {
    notes.push(`The secret “${secret.label}” is shorter than ${SHORT_SECRET_CHARACTERS} characters, which is weak.`);
  }
  if (check.scheme === 'jwt' && check.outcome.hashed === 'none') notes.push('The signature does not cover the body.');
  if (allAccounts(keyRing).length === 0) notes.push('No account is stored yet, so nothing can be verified.');
  return notes;
}
