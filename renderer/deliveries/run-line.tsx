import { RotateCw, Square } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Run } from '../../shared/contract/deliveries.ts';
import { formatMoment } from '../../shared/format.ts';
import { call } from '../bridge/client.ts';
import { Button } from '../ui/button.tsx';
import { customProperties } from '../ui/custom-properties.ts';
import styles from './runs.module.css';
import { complain } from './use-targets.ts';
import { RUN_WORDS, tellRun } from './words.ts';

interface RunLineProps {
  readonly run: Run;
  readonly children?: ReactNode;
}

/** How far a run is, or how it ended. */
export function RunLine({ run, children }: RunLineProps) {
  const { id, targetName, state, startedAt, total, sent, failed } = run;
  return (
    <div role="group" aria-label={`Run ${id}`} className={styles['run']}>
      <div className={styles['words']}>
        <p>
          <b>Run {id}</b> to {targetName}{' '}
          <span className={styles['state']} data-state={state} data-failed={failed > 0 || undefined}>
            {RUN_WORDS[state]}
          </span>
        </p>
        <p className={styles['counts']}>
          {tellRun(run)} <time className={styles['when']}>{formatMoment(startedAt / 1_000)}</time>
        </p>
        {state === 'running' ? (
          <div
            role="progressbar"
            aria-label={`Progress of run ${id}`}
            aria-valuemin={0}
            aria-valuemax={total}
            aria-valuenow={sent}
            className={styles['bar']}
            style={customProperties({ '--done': `${(100 * sent) / Math.max(1, total)}%` })}
          />
        ) : null}
      </div>
      {children}
      {state === 'running' ? (
        <Button
          icon={Square}
          onClick={() => void call('runs:cancel', { id }).catch((error) => complain('Not cancelled', error))}
        >
          Cancel
        </Button>
      ) : null}
      {state !== 'running' && state !== 'done' ? (
        <Button
          icon={RotateCw}
          onClick={() => void call('runs:resume', { id }).catch((error) => complain('Not resumed', error))}
        >
          Go on
        </Button>
      ) : null}
    </div>
  );
}
