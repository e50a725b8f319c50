import { CircleAlert, Info, OctagonAlert } from 'lucide-react';

import { useAppState } from '../bridge/use-app-state.ts';
import { DataStrips } from './data-strips.tsx';
import { Strip } from './strip.tsx';

/** What the person must not miss, for as long as it is true. */
export function ProblemStrips() {
  const state = useAppState();
  if (!state) return null;
  const { receiver, storingProblem } = state;
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
      <DataStrips state={state} />
    </>
  );
}
