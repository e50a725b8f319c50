import type { WebhookRow } from '../../shared/contract.ts';
import type { SignatureChoice } from '../../shared/contract/deliveries.ts';
import { Choice } from '../ui/choice.tsx';
import styles from './dialogs.module.css';

const CHOICES = [
  { value: 're-sign', label: 'Sign again' },
  { value: 'keep', label: 'Keep' },
  { value: 'remove', label: 'Remove' },
] as const;

interface SignatureFieldProps {
  readonly value: SignatureChoice;
  /** What is known of the signature that came; null where several webhooks are replayed. */
  readonly verdict: WebhookRow['verdict'] | null;
  readonly isBodyChanged: boolean;
  readonly onChange: (choice: SignatureChoice) => void;
}

/** What becomes of the signature, and what that means for an app that checks it. */
export function SignatureField({ value, verdict, isBodyChanged, onChange }: SignatureFieldProps) {
  const { tone, text } = consequence(value, verdict, isBodyChanged);
  return (
    <div role="group" aria-label="Signature" className={styles['banner']} data-tone={tone}>
      <p role="status" className={styles['bannerText']}>
        <b>Signature.</b> {text}
      </p>
      <Choice label="Signature" value={value} choices={CHOICES} onChange={onChange} />
    </div>
  );
}

function consequence(
  choice: SignatureChoice,
  verdict: WebhookRow['verdict'] | null,
  isBodyChanged: boolean,
): { readonly tone: 'warn' | 'plain'; readonly text: string } {
  if (choice === 'remove') return { tone: 'plain', text: 'It goes out unsigned. An app that checks refuses it.' };
  if (choice === 're-sign') {
    return verdict === 'no-secret'
      ? { tone: 'warn', text: 'No secret is known for its account, so it can’t be signed. Add one in the settings.' }
      : { tone: 'plain', text: 'Made anew with the account’s secret: a fresh time, and it fits the body.' };
  }
  if (verdict === 'unsigned') return { tone: 'plain', text: 'It came unsigned, and goes out that way.' };
  return isBodyChanged
    ? {
        tone: 'warn',
        text: 'The body is another one now, so the old signature does not fit. An app that checks refuses it.',
      }
    : { tone: 'plain', text: 'The one that came. It fits the body; an app that minds its age may refuse it.' };
}
