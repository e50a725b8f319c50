import type { TargetState } from '../../shared/contract/deliveries.ts';
import styles from './health-dot.module.css';
import { HEALTH_WORDS } from './words.ts';

/** A target's health: a shape and a colour, and the word for those who see neither. */
export function HealthDot({ target: { live, health } }: { readonly target: Pick<TargetState, 'live' | 'health'> }) {
  const state = live ? health.state : 'off';
  return (
    <span
      role="img"
      aria-label={state === 'off' ? 'not forwarded to' : HEALTH_WORDS[health.state]}
      data-state={state}
      className={styles['dot']}
    />
  );
}
