import { Play } from 'lucide-react';
import { useState } from 'react';

import type { Destination, Pace, RunPlan, TargetState } from '../../shared/contract/deliveries.ts';
import { formatAmount, formatCount } from '../../shared/format.ts';
import { call } from '../bridge/client.ts';
import { usePlace } from '../shell/place-store.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Switch } from '../ui/switch.tsx';
import { AN_ADDRESS, DestinationField } from './destination-field.tsx';
import styles from './dialogs.module.css';
import { NumberField } from './number-field.tsx';
import { OptionLine } from './option-line.tsx';
import { RunLine } from './run-line.tsx';
import { useReplayStore } from './replay-store.ts';
import { SignatureField } from './signature-choice.tsx';
import { useRun } from './use-deliveries.ts';

/** As many as main takes into one run. */
const MOST_IN_RUN = 100_000;
/** Nobody waits a day for a gap in a recording. */
const LONGEST_GAP_MS = 60_000;

const ORDERS = [
  { value: 'oldest-first', label: 'Oldest first' },
  { value: 'newest-first', label: 'Newest first' },
] as const;
const PACES = [
  { value: 'at-once', label: 'At once' },
  { value: 'fixed', label: 'Fixed' },
  { value: 'recorded', label: 'As recorded' },
] as const;

const USUAL: RunPlan = {
  order: 'oldest-first',
  pace: { kind: 'at-once' },
  concurrency: 4,
  stopOnFailure: false,
  signature: 'keep',
  repeat: 1,
  edit: null,
};

interface BulkFormProps {
  readonly webhooks: readonly number[];
  readonly usual: TargetState | undefined;
  readonly onDone: () => void;
}

export function BulkForm({ webhooks, usual, onDone }: BulkFormProps) {
  const [destination, setDestination] = useState<Destination>(usual === undefined ? AN_ADDRESS : { target: usual.id });
  const [plan, setPlan] = useState(USUAL);
  const [runId, setRunId] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const run = useRun(runId);
  const set = (changes: Partial<RunPlan>): void => setPlan((before) => ({ ...before, ...changes }));
  const isTooMany = webhooks.length > MOST_IN_RUN;

  const start = async (): Promise<void> => {
    setProblem(null);
    try {
      if ('target' in destination) useReplayStore.getState().rememberTarget(destination.target);
      const started = await call('replay:start', { webhooks: [...webhooks], destination, plan });
      setRunId(started.run);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  if (runId !== null) return <Started run={run} onDone={onDone} />;
  return (
    <form
      aria-label="How to replay"
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <DestinationField value={destination} onChange={setDestination} />
      <OptionLine name="Order" text="Webhooks of one message never overtake each other.">
        <Choice label="Order" value={plan.order} choices={ORDERS} onChange={(order) => set({ order })} />
      </OptionLine>
      <OptionLine name="Pace" text={tellPace(plan.pace)}>
        <Choice label="Pace" value={plan.pace.kind} choices={PACES} onChange={(kind) => set({ pace: toPace(kind) })} />
      </OptionLine>
      <div className={styles['trio']}>
        {plan.pace.kind === 'fixed' ? (
          <NumberField
            label="Pause in ms"
            value={plan.pace.everyMs}
            min={1}
            max={3_600_000}
            onChange={(everyMs) => set({ pace: { kind: 'fixed', everyMs } })}
          />
        ) : null}
        <NumberField
          label="In parallel"
          value={plan.concurrency}
          min={1}
          max={64}
          onChange={(concurrency) => set({ concurrency })}
        />
      </div>
      <OptionLine name="Stop at the first failure" text="An answer other than 2xx, or none.">
        <Switch
          label="Stop at the first failure"
          checked={plan.stopOnFailure}
          onChange={(stopOnFailure) => set({ stopOnFailure })}
        />
      </OptionLine>
      <SignatureField
        value={plan.signature}
        verdict={null}
        isBodyChanged={false}
        onChange={(signature) => set({ signature })}
      />
      <p role="alert" className={styles['problem']}>
        {isTooMany ? `At most ${formatCount(MOST_IN_RUN)} go into one run. Select fewer, or filter the list.` : problem}
      </p>
      <div className={styles['buttons']}>
        <Button type="submit" tone="primary" icon={Play} disabled={isTooMany}>
          Replay {formatAmount(webhooks.length, 'webhook')}
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}

function Started({ run, onDone }: { readonly run: ReturnType<typeof useRun>; readonly onDone: () => void }) {
  const goTo = usePlace((place) => place.goTo);
  return (
    <div className={styles['form']} aria-live="polite">
      {run === undefined ? <p aria-busy className={styles['note']} /> : <RunLine run={run} />}
      <p className={styles['note']}>It goes on when you close this, and its result is kept.</p>
      <div className={styles['buttons']}>
        <Button tone="primary" onClick={onDone}>
          Close
        </Button>
        <Button
          onClick={() => {
            onDone();
            goTo('deliveries');
          }}
        >
          All runs
        </Button>
      </div>
    </div>
  );
}

function toPace(kind: Pace['kind']): Pace {
  switch (kind) {
    case 'at-once':
      return { kind };
    case 'fixed':
      return { kind, everyMs: 500 };
    case 'recorded':
      return { kind, longestGapMs: LONGEST_GAP_MS };
  }
}

function tellPace(pace: Pace): string {
  switch (pace.kind) {
    case 'at-once':
      return 'As fast as your app answers.';
    case 'fixed':
      return 'With the same pause between two.';
    case 'recorded':
      return 'With the gaps in which they came, but none over a minute.';
  }
}
