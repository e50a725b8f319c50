import type { Explanation } from '../../shared/contract.ts';
import { Facts } from '../detail/facts.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { useNow } from '../ui/use-now.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import { BodyComparison } from './body-comparison.tsx';
import { Diagnosis } from './diagnosis.tsx';
import styles from './explanation-view.module.css';
import { StepList } from './step-list.tsx';
import { explainClaims, readClaims, tellTime } from './token-claims.ts';
import { TokenTable } from './token-table.tsx';

interface ExplanationViewProps {
  readonly explanation: Explanation;
  /** In milliseconds since 1970; null for what was pasted. */
  readonly receivedAt: number | null;
}

const NOW_MS = 10_000;

/** A signature from the answer down to its parts: why, what differs, who signed, every step, the token. */
export function ExplanationView({ explanation, receivedAt }: ExplanationViewProps) {
  const { account, accountLabel, secretLabel, signedAt, token, notes, verdict } = explanation;
  const now = useNow(NOW_MS);
  const isVerified = verdict === 'verified';
  const claims = explainClaims(explanation, receivedAt, now);
  return (
    <div className={styles['view']}>
      <Diagnosis explanation={explanation} arrivedAt={receivedAt ?? now} />
      <BodyComparison explanation={explanation} />
      <Facts
        facts={[
          // What is verified names its account and secret in its sentence.
          ['API key', isVerified || account === null ? null : <Code key="key" text={account} />],
          ['Account', isVerified ? null : accountLabel],
          ['Secret', isVerified ? null : secretLabel],
          ['Signed', signedAt === null ? null : tellTime(signedAt, receivedAt, now)],
        ]}
      />
      {notes.map((note) => (
        <p key={note} className={styles['note']}>
          <VisibleText text={note} />
        </p>
      ))}
      <div className={styles['more']}>
        <Disclosure key={verdict} title="Steps" note={countSteps(explanation)} isOpenAtFirst={verdict === 'failed'}>
          <StepList steps={explanation.steps} />
        </Disclosure>
        {token === null ? null : (
          <Disclosure title="Token" note="its header and claims, decoded">
            <TokenTable label="Token header" claims={readClaims(token.header)} />
            <TokenTable label="Token claims" claims={claims} />
          </Disclosure>
        )}
      </div>
    </div>
  );
}

function Code({ text }: { readonly text: string }) {
  return (
    <code>
      <VisibleText text={text} />
    </code>
  );
}

/** `6 passed, 1 failed, 5 not reached`. */
function countSteps({ steps }: Explanation): string {
  const words = { pass: 'passed', finding: 'noted', fail: 'failed', 'not-reached': 'not reached' } as const;
  return (['pass', 'finding', 'fail', 'not-reached'] as const)
    .map((state) => [steps.filter((step) => step.state === state).length, words[state]] as const)
    .filter(([count]) => count > 0)
    .map((pair) => pair.join(' '))
    .join(', ');
}
