import { CircleAlert, OctagonAlert } from 'lucide-react';

import type { AppState } from '../../shared/contract.ts';
import { formatAmount } from '../../shared/format.ts';
import { SetupLink } from './setup-link.tsx';
import { Strip } from './strip.tsx';

/** Stays for as long as anything at Vonage is not as it was before us. */
export function SwitchStrip({ switches, tunnel }: Pick<AppState, 'switches' | 'tunnel'>) {
  if (switches.length === 0) return null;
  const names = switches.map(({ name }) => `“${name}”`).join(', ');
  const conflict = switches.some(({ state }) => state === 'conflict');
  const failed = switches.some(({ state, problem }) => state === 'restoring' && problem !== null);
  if (conflict || failed) {
    return (
      <Strip icon={OctagonAlert} tone="bad">
        <strong>
          {conflict ? 'Addresses at Vonage: your decision is needed.' : 'Addresses at Vonage are not put back.'}
        </strong>{' '}
        {conflict
          ? `Somebody else has changed what was switched of ${names}.`
          : `What was switched of ${names} could not be put back yet.`}{' '}
        <SetupLink />
      </Strip>
    );
  }
  const hasEnded = tunnel.state === 'offline' && tunnel.problem !== null;
  return (
    <Strip icon={CircleAlert} tone={hasEnded ? 'bad' : 'warn'}>
      <strong>The address switch is on</strong> for {formatAmount(switches.length, 'place')} at Vonage: {names}. Its
      webhooks{' '}
      {hasEnded
        ? 'may reach nobody until you go online again or put the addresses back.'
        : 'come here until you go offline or quit.'}{' '}
      <SetupLink />
    </Strip>
  );
}
