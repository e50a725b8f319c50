import { Check, CircleAlert, Minus, X, type LucideIcon } from 'lucide-react';

import type { Explanation } from '../../shared/contract.ts';
import { type StepState, STEP_TITLES } from '../../shared/signature.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import styles from './step-list.module.css';

type Steps = Explanation['steps'];

const STATES: Readonly<Record<StepState, { readonly word: string; readonly icon: LucideIcon }>> = {
  pass: { word: 'Pass', icon: Check },
  fail: { word: 'Fail', icon: X },
  finding: { word: 'Note', icon: CircleAlert },
  'not-reached': { word: 'Not reached', icon: Minus },
};

/** Every step of the check in its order; those that were not reached in one line. */
export function StepList({ steps }: { readonly steps: Steps }) {
  const notReached = steps.filter(({ state }) => state === 'not-reached');
  return (
    <ol aria-label="Steps" className={styles['steps']}>
      {steps
        .filter(({ state }) => state !== 'not-reached')
        .map(({ name, state, sentence }) => (
          <li key={name} className={styles['step']} data-state={state}>
            <State state={state} />
            <span className={styles['words']}>
              <b>{STEP_TITLES[name]}</b> <VisibleText text={sentence} />
            </span>
          </li>
        ))}
      {notReached.length === 0 ? null : (
        <li className={styles['step']} data-state="not-reached">
          <State state="not-reached" />
          <span className={styles['words']}>{notReached.map(({ name }) => STEP_TITLES[name]).join(', ')}</span>
        </li>
      )}
    </ol>
  );
}

function State({ state }: { readonly state: StepState }) {
  const { word, icon: Icon } = STATES[state];
  return (
    <span className={styles['state']}>
      <Icon size={12} strokeWidth={2.5} aria-hidden />
      {word}
    </span>
  );
}
