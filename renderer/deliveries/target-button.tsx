import { Popover } from '@base-ui/react/popover';
import { ArrowRightLeft } from 'lucide-react';
import { useState } from 'react';

import type { TargetState } from '../../shared/contract/deliveries.ts';
import { usePlace } from '../shell/place-store.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/switch.tsx';
import { HealthDot } from './health-dot.tsx';
import styles from './target-button.module.css';
import { TargetForm } from './target-form.tsx';
import { useSetLive, useTargets } from './use-targets.ts';
import { backlogOf, HEALTH_WORDS, toHost } from './words.ts';

/** Where webhooks go besides the record, and whether that is up. */
export function TargetButton() {
  const targets = useTargets();
  const [isOpen, setOpen] = useState(false);
  if (targets === undefined) return null;
  const live = targets.filter((target) => target.live);
  const [first] = live.toSorted((left, right) => urgency(right) - urgency(left));
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        className={styles['trigger']}
        aria-label={first === undefined ? 'Forward to my app' : `Forwarding to ${first.name}`}
      >
        {first === undefined ? (
          <>
            <ArrowRightLeft size={14} aria-hidden />
            <span className={styles['name']}>Forward</span>
          </>
        ) : (
          <>
            <HealthDot target={first} />
            <span className={styles['name']}>{first.name}</span>
            <span className={styles['state']}>
              {HEALTH_WORDS[first.health.state]}
              {live.length > 1 ? ` +${live.length - 1}` : ''}
            </span>
          </>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={8} className={styles['positioner']}>
          <Popover.Popup className={styles['popup']}>
            <Popover.Title className={styles['title']}>Forward</Popover.Title>
            <Targets targets={targets} onDone={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Of several, the one that needs the person stands in the bar. */
function urgency({ health, missed }: TargetState): number {
  return (health.state === 'down' ? 2 : 0) + (missed > 0 ? 1 : 0);
}

function Targets({ targets, onDone }: { readonly targets: readonly TargetState[]; readonly onDone: () => void }) {
  const [isAdding, setAdding] = useState(targets.length === 0);
  const setLive = useSetLive();
  const goTo = usePlace((place) => place.goTo);
  return (
    <>
      <ul aria-label="Targets" className={styles['list']}>
        {targets.map((target) => (
          <li key={target.id} className={styles['target']}>
            <HealthDot target={target} />
            <span className={styles['words']}>
              <b>{target.name}</b>
              <span className={styles['url']}>{toHost(target.url)}</span>
              {target.live && target.health.message !== null ? (
                <span className={styles['message']}>{target.health.message}</span>
              ) : null}
              {backlogOf(target) === '' ? null : <span className={styles['message']}>{backlogOf(target)}</span>}
            </span>
            <Switch
              label={`Forward to ${target.name}`}
              checked={target.live}
              onChange={(live) => setLive(target, live)}
            />
          </li>
        ))}
      </ul>
      {isAdding ? (
        <TargetForm target={null} isShort onDone={() => (targets.length === 0 ? onDone() : setAdding(false))} />
      ) : (
        <div className={styles['foot']}>
          <Button onClick={() => setAdding(true)}>Add a target</Button>
          <Button
            onClick={() => {
              onDone();
              goTo('deliveries');
            }}
          >
            All about targets
          </Button>
        </div>
      )}
    </>
  );
}
