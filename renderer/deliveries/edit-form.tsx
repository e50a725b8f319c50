import { RotateCcw, Send } from 'lucide-react';
import { useEffect, useState } from 'react';

import type { WebhookDetail } from '../../shared/contract.ts';
import type { Destination, TargetState } from '../../shared/contract/deliveries.ts';
import { call } from '../bridge/client.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { AN_ADDRESS, DestinationField } from './destination-field.tsx';
import styles from './dialogs.module.css';
import { isSameRequest, toDraft, toEdit } from './draft.ts';
import { EditAnswers } from './edit-answers.tsx';
import { NumberField } from './number-field.tsx';
import { RequestFields } from './request-fields.tsx';
import { useReplayStore } from './replay-store.ts';
import { SignatureField } from './signature-choice.tsx';

interface EditFormProps {
  readonly detail: WebhookDetail;
  /** Where replays usually go. */
  readonly usual: TargetState | undefined;
}

const ONCE = { times: 1, everyMs: 0, concurrency: 1 };

export function EditForm({ detail, usual }: EditFormProps) {
  const { id, verdict } = detail.row;
  const [original] = useState(() => toDraft(detail));
  const { draft: kept, keepDraft, rememberTarget } = useReplayStore();
  const [draft, setDraft] = useState(kept?.webhookId === id ? kept.draft : original);
  const [destination, setDestination] = useState<Destination>(usual === undefined ? AN_ADDRESS : { target: usual.id });
  const [repeat, setRepeat] = useState(ONCE);
  const [sent, setSent] = useState<{ readonly delivery?: number; readonly run?: number }>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => keepDraft(id, draft), [id, draft, keepDraft]);

  const send = async (): Promise<void> => {
    const made = toEdit(draft, original);
    if ('problem' in made) return setProblem(made.problem);
    setProblem(null);
    setBusy(true);
    try {
      if ('target' in destination) rememberTarget(destination.target);
      setSent(await sendDraft(id, destination, { ...made, signature: draft.signature, ...repeat }));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl+Enter sends from every field
    <form
      aria-label="Edited webhook"
      className={styles['columns']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        if (!isBusy) void send();
      }}
    >
      <div className={styles['fields']}>
        <RequestFields draft={draft} onChange={setDraft} />
        <SignatureField
          value={draft.signature}
          verdict={verdict}
          isBodyChanged={draft.body !== original.body}
          onChange={(signature) => setDraft({ ...draft, signature })}
        />
        <Disclosure title="Repeat" note={repeat.times > 1 ? `${repeat.times} times` : 'once'}>
          <div className={styles['trio']}>
            <NumberField
              label="Times"
              value={repeat.times}
              min={1}
              max={100_000}
              onChange={(times) => setRepeat({ ...repeat, times })}
            />
            <NumberField
              label="In parallel"
              value={repeat.concurrency}
              min={1}
              max={64}
              onChange={(concurrency) => setRepeat({ ...repeat, concurrency })}
            />
            <NumberField
              label="Pause in ms"
              value={repeat.everyMs}
              min={0}
              max={3_600_000}
              onChange={(everyMs) => setRepeat({ ...repeat, everyMs })}
            />
          </div>
        </Disclosure>
      </div>
      <div className={styles['send']}>
        <DestinationField value={destination} onChange={setDestination} />
        <div className={styles['buttons']}>
          <Button type="submit" tone="primary" icon={Send} disabled={isBusy} title="Ctrl+Enter">
            {repeat.times > 1 ? `Send ${repeat.times} times` : 'Send'}
          </Button>
          <Button
            icon={RotateCcw}
            disabled={isSameRequest(draft, original)}
            onClick={() => setDraft({ ...original, signature: draft.signature })}
          >
            As it came
          </Button>
        </div>
        {problem === null ? null : (
          <p role="alert" className={styles['problem']}>
            {problem}
          </p>
        )}
        <EditAnswers webhookId={id} newest={sent.delivery} run={sent.run ?? null} />
      </div>
    </form>
  );
}

type Sending = typeof ONCE & Pick<Parameters<typeof call<'replay:one'>>[1], 'edit' | 'signature'>;

/** One delivery is waited for; several are a run. */
async function sendDraft(
  webhook: number,
  destination: Destination,
  { edit, signature, times, everyMs, concurrency }: Sending,
): Promise<{ readonly delivery?: number; readonly run?: number }> {
  if (times === 1) {
    const { row } = await call('replay:one', { webhook, destination, signature, edit });
    return { delivery: row.id };
  }
  const pace = everyMs > 0 ? ({ kind: 'fixed', everyMs } as const) : ({ kind: 'at-once' } as const);
  const plan = { order: 'as-given', pace, concurrency, stopOnFailure: false, signature, repeat: times, edit } as const;
  return call('replay:start', { webhooks: [webhook], destination, plan });
}
