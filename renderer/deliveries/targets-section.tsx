import { Pencil, Play, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';

import type { TargetState } from '../../shared/contract/deliveries.ts';
import { formatAgo, formatCount, formatDuration } from '../../shared/format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Switch } from '../ui/switch.tsx';
import { useNow } from '../ui/use-now.ts';
import { HealthDot } from './health-dot.tsx';
import page from '../ui/page.module.css';
import list from './deliveries-page.module.css';
import { TargetForm } from './target-form.tsx';
import styles from './targets.module.css';
import { complain, useChangeTargets, useSetLive, useTargets } from './use-targets.ts';

/** Everything about where webhooks go. */
export function TargetsSection() {
  const targets = useTargets();
  const [editing, setEditing] = useState<number | 'new' | null>(null);
  if (targets === undefined) return <div aria-busy />;
  return (
    <section aria-label="Targets" className={page['group']}>
      <h2 className={page['groupTitle']}>Targets</h2>
      <div className={list['box']}>
        {targets.length === 0 ? (
          <p className={list['none']}>
            Your own app, wherever it runs. It gets each webhook as it comes, and any that you replay.
          </p>
        ) : (
          <ul className={styles['list']}>
            {targets.map((target) => (
              <li key={target.id} aria-label={target.name} className={styles['target']}>
                <TargetLine target={target} onEdit={() => setEditing(target.id)} />
                {editing === target.id ? <TargetForm target={target} onDone={() => setEditing(null)} /> : null}
              </li>
            ))}
          </ul>
        )}
        <div className={list['foot']}>
          {editing === 'new' ? (
            <TargetForm target={null} onDone={() => setEditing(null)} />
          ) : (
            <Button icon={Plus} data-opener="target-new" onClick={() => setEditing('new')}>
              Add a target
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

function TargetLine({ target, onEdit }: { readonly target: TargetState; readonly onEdit: () => void }) {
  const change = useChangeTargets();
  const setLive = useSetLive();
  const { id, name, url, live, missed } = target;
  return (
    <>
      <div className={styles['head']}>
        <HealthDot target={target} />
        <div className={styles['words']}>
          <p className={styles['name']}>{name}</p>
          <p className={styles['text']}>
            <code>{url}</code> · {toScope(target)}
          </p>
          <Health target={target} />
        </div>
        <Switch label={`Forward to ${name}`} checked={live} onChange={(next) => setLive(target, next)} />
        <IconButton icon={Pencil} label={`Change ${name}`} data-opener={`target-${id}`} onClick={onEdit} />
        <ConfirmButton
          icon={Trash2}
          label={`Remove ${name}`}
          question="Remove it?"
          onConfirm={() => void change('targets:remove', { id }).catch((error) => complain('Not removed', error))}
        />
      </div>
      {missed > 0 ? <Missed target={target} /> : null}
    </>
  );
}

function Health({ target: { live, health, waiting } }: { readonly target: TargetState }) {
  const now = useNow(1_000);
  if (!live) return <p className={styles['text']}>Nothing is forwarded to it. You can still replay to it.</p>;
  const { state, message, checkedAt, latencyUs } = health;
  const ago = checkedAt === null ? '' : `, ${formatAgo(checkedAt / 1_000, now)}`;
  return (
    <p className={styles['text']}>
      {state === 'up'
        ? `Up${latencyUs === null ? '' : ` in ${formatDuration(latencyUs)}`}${ago}`
        : `${message ?? 'Not asked yet'}${ago}`}
      {waiting > 0 ? ` · ${formatCount(waiting)} waiting` : ''}
    </p>
  );
}

function Missed({ target: { id, name, missed, health } }: { readonly target: TargetState }) {
  const change = useChangeTargets();
  return (
    <div role="group" aria-label={`Missed by ${name}`} className={styles['missed']}>
      <span className={styles['missedWords']}>It missed {formatCount(missed)} while it was away. They are stored.</span>
      <Button
        icon={Play}
        disabled={health.state === 'down'}
        title={health.state === 'down' ? 'Once it is up' : undefined}
        onClick={() =>
          void change('targets:replay-missed', { id }).catch((error) => complain('Nothing was replayed', error))
        }
      >
        Replay the {formatCount(missed)} missed
      </Button>
      <Button
        onClick={() => void change('targets:dismiss-missed', { id }).catch((error) => complain('Not done', error))}
      >
        Forget them
      </Button>
    </div>
  );
}

function toScope({ kinds, channels, mode, timeLimitMs }: TargetState): string {
  const what = [...kinds, ...channels];
  const which = what.length === 0 ? 'everything' : what.join(', ');
  return mode === 'pass-through' ? `${which}, passed through within ${timeLimitMs / 1_000} s` : which;
}
