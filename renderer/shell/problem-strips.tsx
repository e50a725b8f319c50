import { CircleAlert, Info, OctagonAlert } from 'lucide-react';

import { useAppState } from '../bridge/use-app-state.ts';
import { PassThroughStrip } from '../deliveries/pass-through-strip.tsx';
import { FaultStrips, SignatureAnswerStrip } from '../rules/fault-strips.tsx';
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
      {tunnel.previousUrl !== null && tunnel.previousUrl !== tunnel.url ? (
        <Strip icon={CircleAlert} tone="warn">
          <strong>The public address has changed</strong> from {tunnel.previousUrl} to {tunnel.url}. What still points
          to the old one no longer reaches this app: put the new addresses in its place at Vonage, by hand or with the
          address switch. <SetupLink />
        </Strip>
      ) : null}
      <FaultStrips />
      <SignatureAnswerStrip />
      <PassThroughStrip />
      <SwitchStrip switches={state.switches} />
      <DataStrips state={state} />
    </>
  );
}
