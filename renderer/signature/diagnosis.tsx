import { KeyRound, type LucideIcon, Settings2, ShieldAlert, ShieldCheck, ShieldOff, ShieldX } from 'lucide-react';

import type { Explanation } from '../../shared/contract.ts';
import type { Verdict } from '../../shared/signature.ts';
import { useAccountEditor } from '../settings/accounts/account-editor.ts';
import { usePlace } from '../shell/place-store.ts';
import { Button } from '../ui/button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { WithCode } from '../ui/with-code.tsx';
import styles from './diagnosis.module.css';
import { usePasteBox } from './paste-store.ts';
import { REASONS, tellCause } from './reasons.ts';
import { tellNoCause, toHeadline, toProof } from './verdict-words.ts';

const ICONS: Readonly<Record<Verdict, LucideIcon>> = {
  verified: ShieldCheck,
  failed: ShieldX,
  unsigned: ShieldOff,
  'no-secret': KeyRound,
};

interface DiagnosisProps {
  readonly explanation: Explanation;
  /** In milliseconds since 1970. */
  readonly arrivedAt: number;
}

/** Why, before anything else: the cause where one is known, and what to do. */
export function Diagnosis({ explanation, arrivedAt }: DiagnosisProps) {
  const { verdict, steps } = explanation;
  const isOdd = verdict === 'verified' && steps.some(({ state }) => state === 'finding');
  const Icon = isOdd ? ShieldAlert : ICONS[verdict];
  return (
    <div className={styles['diagnosis']} data-verdict={isOdd ? 'odd' : verdict}>
      <Icon size={18} aria-hidden />
      <div className={styles['words']}>
        <p className={styles['headline']}>{toHeadline(explanation, arrivedAt)}</p>
        {verdict === 'verified' ? <Proof explanation={explanation} /> : <Why explanation={explanation} />}
        <Remedy explanation={explanation} />
      </div>
    </div>
  );
}

function Proof({ explanation }: { readonly explanation: Explanation }) {
  return (
    <>
      {explanation.steps
        .filter(({ state }) => state === 'finding')
        .map(({ name, sentence }) => (
          <p key={name} className={styles['cause']}>
            <VisibleText text={sentence} />
          </p>
        ))}
      <p>{toProof(explanation)}</p>
    </>
  );
}

function Why({ explanation: { verdict, reason, steps, causes } }: { readonly explanation: Explanation }) {
  // What is missing altogether is in the headline.
  const failed = verdict === 'unsigned' ? undefined : steps.find(({ state }) => state === 'fail');
  const advices = new Set(causes.flatMap(({ name }) => tellCause(name)?.advice ?? []));
  const noCause = causes.length === 0 ? tellNoCause(reason) : null;
  return (
    <>
      {(causes.length > 0 ? causes : failed === undefined ? [] : [failed]).map(({ name, sentence }) => (
        <p key={name} className={styles['cause']}>
          <VisibleText text={sentence} />
        </p>
      ))}
      {noCause === null ? null : <p className={styles['cause']}>{noCause}</p>}
      {(causes.length > 0 ? [...advices] : reason === null ? [] : [REASONS[reason].advice]).map((advice) => (
        <p key={advice}>
          <WithCode text={advice} />
        </p>
      ))}
    </>
  );
}

/** The way to the account in the settings, where that is what has to change. */
function Remedy({ explanation: { verdict, reason, account, causes } }: { readonly explanation: Explanation }) {
  const goTo = usePlace((place) => place.goTo);
  const { addSecretFor, showAccountOf } = useAccountEditor();
  const setPasteBoxOpen = usePasteBox((box) => box.setOpen);
  const go = (prepare: (apiKey: string | null) => void): void => {
    prepare(account);
    setPasteBoxOpen(false);
    goTo('settings');
  };
  if (verdict === 'no-secret') {
    return (
      <Button tone="primary" icon={KeyRound} onClick={() => go(addSecretFor)}>
        Add the secret
      </Button>
    );
  }
  if (reason === 'wrong_application' || causes.some(({ name }) => name === 'sms-method')) {
    return (
      <Button icon={Settings2} onClick={() => go(showAccountOf)}>
        Open the account
      </Button>
    );
  }
  if (reason !== 'bad_signature' && reason !== 'bad_sig') return null;
  return (
    <Button icon={KeyRound} onClick={() => go(addSecretFor)}>
      Add another secret
    </Button>
  );
}
