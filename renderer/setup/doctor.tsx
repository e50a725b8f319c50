import { RefreshCw } from 'lucide-react';

import type { AppState, Settings } from '../../shared/contract.ts';
import type { Check, SetupReport } from '../../shared/contract/setup.ts';
import { formatAgo, formatAmount } from '../../shared/format.ts';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { useNow } from '../ui/use-now.ts';
import { CheckItem } from './check-item.tsx';
import type { SwitchPlace } from './check-fix.tsx';
import styles from './doctor.module.css';
import { useSetupReport } from './use-setup-report.ts';

interface DoctorProps {
  readonly state: AppState;
  readonly settings: Settings;
  readonly place: SwitchPlace;
}

/** Why is nothing arriving? Everything that has to be right for a webhook to get here, in the order of its way. */
export function Doctor({ state, settings, place }: DoctorProps) {
  const { report, problem, ask } = useSetupReport(state, settings.setupApplication);
  const now = useNow(1_000);
  return (
    <section className={page['group']} aria-label="Doctor" aria-busy={report === undefined && problem === null}>
      <div className={styles['head']}>
        <h2 className={page['groupTitle']}>Why is nothing arriving?</h2>
        {report === undefined ? null : <Asked {...report.vonage} now={now} onAsk={ask} />}
      </div>
      {problem === null ? null : <p className={styles['problem']}>{problem.message}</p>}
      {report === undefined ? null : (
        <>
          <p role="status" className={styles['summary']}>
            {summarize(report.checks)}
          </p>
          <ol aria-label="Checks" className={styles['checks']}>
            {report.checks.map((check) => (
              <CheckItem key={check.name} check={check} state={state} place={{ ...place, ask }} now={now} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

type AskedProps = SetupReport['vonage'] & { readonly now: number; readonly onAsk: () => void };

/** What Vonage says is as old as its answer, unlike all that is known here. */
function Asked({ canAsk, isAsking, askedAt, now, onAsk }: AskedProps) {
  if (!canAsk) return null;
  const ago = askedAt === null ? 'Vonage not asked yet' : `Vonage asked ${formatAgo(askedAt, now)}`;
  return (
    <div className={styles['asked']}>
      <span>{isAsking ? 'Asking Vonage …' : ago}</span>
      <Button icon={RefreshCw} disabled={isAsking} onClick={onAsk}>
        Check again
      </Button>
    </div>
  );
}

function summarize(checks: readonly Check[]): string {
  const count = (state: Check['state']): number => checks.filter((check) => check.state === state).length;
  const parts = [
    [count('fail'), 'check fails', 'checks fail'],
    [count('warn'), 'warning', 'warnings'],
    [count('unknown'), 'not known', 'not known'],
    [count('checking'), 'being checked', 'being checked'],
  ] as const;
  const said = parts.flatMap(([amount, one, many]) => (amount === 0 ? [] : formatAmount(amount, one, many)));
  return said.length === 0
    ? 'Everything that can be checked is in order.'
    : `${said.join(', ')}; the rest is in order.`;
}
