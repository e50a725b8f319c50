import { CircleAlert, OctagonAlert } from 'lucide-react';

import type { AppState } from '../../shared/contract.ts';
import { formatAmount } from '../../shared/format.ts';
import { usePlace } from './place-store.ts';
import { Strip } from './strip.tsx';
import styles from './problem-strips.module.css';

/** Stays for as long as anything at Vonage is not as it was before us. */
export function SwitchStrip({ switches }: Pick<AppState, 'switches'>) {
  const goTo = usePlace((place) => place.goTo);
  if (switches.length === 0) return null;
  const names = switches.map(({ name }) => `“${name}”`).join(', ');
  const conflict = switches.some(({ state }) => state === 'conflict');
  const failed = switches.some(({ state, problem }) => state === 'restoring' && problem !== null);
  const link = (
    <button type="button" className={styles['link']} onClick={() => goTo('setup')}>
      Open Setup
    </button>
  );
  if (conflict || failed) {
    return (
      <Strip icon={OctagonAlert} tone="bad">
        <strong>
          {conflict ? 'Addresses at Vonage: your decision is needed.' : 'Addresses at Vonage are not put back.'}
        </strong>{' '}
        {conflict
          ? `Somebody else has changed what was switched of ${names}.`
          : `What was switched of ${names} could not be put back yet.`}{' '}
        {link}
      </Strip>
    );
  }
  return (
    <Strip icon={CircleAlert} tone="warn">
      <strong>The address switch is on</strong> for {formatAmount(switches.length, 'place')} at Vonage: {names}. Its
      webhooks come here until you go offline or quit. {link}
    </Strip>
  );
}
