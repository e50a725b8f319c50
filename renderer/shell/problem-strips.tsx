import { CircleAlert, Info, OctagonAlert } from 'lucide-react';

import type { AppState } from '../../shared/contract.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { PassThroughStrip } from '../deliveries/pass-through-strip.tsx';
import { FaultStrips, SignatureAnswerStrip } from '../rules/fault-strips.tsx';
import { useMoveDialog } from '../setup/move-store.ts';
import { movedSwitches } from '../setup/moved-switches.ts';
import { Button } from '../ui/button.tsx';
import { DataStrips } from './data-strips.tsx';
import { SetupLink } from './setup-link.tsx';
import { Strip } from './strip.tsx';
import { SwitchStrip } from './switch-strip.tsx';

/** What the person must not miss, for as long as it is true. */
export function ProblemStrips() {
  const state = useAppState();
  if (!state) return null;
  const { receiver, storingProblem, tunnel } = state;
  return (
    <>
      {storingProblem === null ? null : (
        <Strip icon={OctagonAlert} tone="bad">
          <strong>Webhooks can’t be stored.</strong> {storingProblem} Vonage is told to retry, so nothing is lost yet.
        </Strip>
      )}
      {receiver.state === 'failed' ? (
        <Strip icon={OctagonAlert} tone="bad">
          <strong>The receiver is not listening.</strong> {receiver.message}
        </Strip>
      ) : null}
      {receiver.state === 'stopped' ? (
        <Strip icon={CircleAlert} tone="warn">
          <strong>The receiver is stopped.</strong> Nothing is captured.
        </Strip>
      ) : null}
      {receiver.state === 'listening' && receiver.wantedPort !== null ? (
        <Strip icon={Info} tone="info">
          Port {receiver.wantedPort} was taken by another program, so the receiver listens on{' '}
          <strong>port {receiver.port}</strong>. Addresses that you have copied before may point to the other one.
        </Strip>
      ) : null}
      {tunnel.state === 'offline' && tunnel.problem !== null ? (
        <Strip icon={CircleAlert} tone="bad">
          <strong>Not online.</strong> {tunnel.problem.message}
        </Strip>
      ) : null}
      <MovedStrip state={state} />
      <FaultStrips />
      <SignatureAnswerStrip />
      <PassThroughStrip />
      <SwitchStrip switches={state.switches} tunnel={tunnel} />
      <DataStrips state={state} />
    </>
  );
}

/** The public address is another one than before. What we have switched can follow at once; the rest is by hand. */
function MovedStrip({ state }: { readonly state: AppState }) {
  const openMove = useMoveDialog((move) => move.setOpen);
  const { url, previousUrl } = state.tunnel;
  if (previousUrl === null || previousUrl === url) return null;
  return (
    <Strip icon={CircleAlert} tone="warn">
      <strong>The public address has changed</strong> from {previousUrl} to {url}.{' '}
      {movedSwitches(state).length > 0 ? (
        <>
          What is switched at Vonage still leads to the old one.{' '}
          <Button onClick={() => openMove(true)}>Point Vonage at the new address</Button>
        </>
      ) : (
        <>
          What still points to the old one no longer reaches this app: put the new addresses in its place at Vonage, by
          hand or with the address switch. <SetupLink />
        </>
      )}
    </Strip>
  );
}
