import { Check as CheckIcon, CircleQuestionMark, LoaderCircle, TriangleAlert, X, type LucideIcon } from 'lucide-react';

import type { AppState } from '../../shared/contract.ts';
import type { Check, CheckState } from '../../shared/contract/setup.ts';
import { formatAgo } from '../../shared/format.ts';
import { CHECK_TITLES } from '../../shared/setup-checks.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import type { FixPlace } from './check-fix.tsx';
import { CheckFix } from './check-fix.tsx';
import styles from './doctor.module.css';

const STATES: Readonly<Record<CheckState, { readonly word: string; readonly icon: LucideIcon }>> = {
  pass: { word: 'Pass', icon: CheckIcon },
  warn: { word: 'Warning', icon: TriangleAlert },
  fail: { word: 'Fail', icon: X },
  unknown: { word: 'Not known', icon: CircleQuestionMark },
  checking: { word: 'Checking', icon: LoaderCircle },
};

interface CheckItemProps {
  readonly check: Check;
  readonly state: AppState;
  readonly place: FixPlace;
  readonly now: number;
}

export function CheckItem({ check: { name, state, sentence, at, fix }, state: app, place, now }: CheckItemProps) {
  const { word, icon: Icon } = STATES[state];
  const title = CHECK_TITLES[name];
  return (
    <li aria-label={`${title}: ${word}`} className={styles['check']} data-state={state}>
      <span className={styles['state']}>
        <Icon size={13} strokeWidth={2.25} aria-hidden />
        {word}
      </span>
      <span className={styles['title']}>{title}</span>
      <div className={styles['words']}>
        <p>
          <VisibleText text={sentence} />
          {at === null ? null : <span className={styles['ago']}>{formatAgo(at, now)}</span>}
        </p>
        {fix === null ? null : <CheckFix fix={fix} state={app} place={place} />}
      </div>
    </li>
  );
}
