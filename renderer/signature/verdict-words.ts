import type { Explanation } from '../../shared/contract.ts';
import type { Reason, Verdict } from '../../shared/signature.ts';
import { REASONS, tellCause } from './reasons.ts';

export const VERDICT_LABELS: Readonly<Record<Verdict, string>> = {
  verified: 'Verified',
  failed: 'Failed',
  unsigned: 'Unsigned',
  'no-secret': 'No secret',
};

/** `Failed: body changed`; the verdict alone where it says all. */
export function toShortVerdict(verdict: Verdict, reason: Reason | null): string {
  return verdict === 'failed' && reason !== null
    ? `${VERDICT_LABELS.failed}: ${REASONS[reason].short}`
    : VERDICT_LABELS[verdict];
}

/** The verdict and why, in one line. */
export function toVerdictLine(verdict: Verdict, reason: Reason | null): string {
  return reason === null ? VERDICT_LABELS[verdict] : `${VERDICT_LABELS[verdict]}: ${REASONS[reason].title}`;
}

/** The same with what the doctor found. `arrivedAt` is in milliseconds since 1970. */
export function toHeadline({ verdict, reason, steps, causes, signedAt }: Explanation, arrivedAt: number): string {
  if (verdict === 'verified') {
    if (steps.every(({ state }) => state !== 'finding')) return 'Verified';
    if (signedAt === null) return 'Verified, but its age is not known';
    return signedAt < arrivedAt ? 'Verified, but old' : 'Verified, but signed after it arrived';
  }
  const title = causes.map(({ name }) => tellCause(name)?.title).find((words) => words !== undefined);
  return title === undefined ? toVerdictLine(verdict, reason) : `${VERDICT_LABELS[verdict]}: ${title}`;
}

/** Which reasons the doctor looks for causes of, and what it means where it finds none. */
export function tellNoCause(reason: Reason | null): string | null {
  switch (reason) {
    case 'payload_hash_mismatch':
      return 'No way of writing the same JSON that we know of gives the body that was signed, so its content differs.';
    case 'bad_signature':
      return 'No other secret that is stored fits either.';
    default:
      return null;
  }
}

/** What a verified signature proves. */
export function toProof({ scheme, accountLabel, secretLabel, hashes }: Explanation): string {
  const signer = `Whoever sent it knows the secret “${secretLabel ?? ''}” of the account “${accountLabel ?? ''}”`;
  if (scheme === 'sms') return `${signer}, and no parameter was changed.`;
  return hashes === null ? `${signer}. The signature covers no body.` : `${signer}, and the body was not changed.`;
}
