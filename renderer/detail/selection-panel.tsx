import { Play, Star, StarOff, Trash2, X } from 'lucide-react';

import { formatAmount, formatCount } from '../../shared/format.ts';
import { useReplayStore } from '../deliveries/replay-store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import type { IdRanges } from '../webhooks/id-ranges.ts';
import { useSelection } from '../webhooks/selection-store.ts';
import { useWebhookActions } from '../webhooks/use-webhook-actions.ts';
import styles from './selection-panel.module.css';

interface SelectionPanelProps {
  readonly count: number;
  readonly ranges: IdRanges;
}

/** Several webhooks are selected: how many, and what can be done with all of them. */
export function SelectionPanel({ count, ranges }: SelectionPanelProps) {
  const actions = useWebhookActions();
  const openBulk = useReplayStore((store) => store.openBulk);
  const collapse = useSelection((selection) => selection.collapse);
  return (
    <div className={styles['panel']}>
      <IconButton icon={X} label="Back to one" keys="Esc" className={styles['close']} onClick={collapse} />
      <div className={styles['stack']} aria-hidden>
        <span />
        <span />
        <span />
      </div>
      <h2 className={styles['title']}>{formatAmount(count, 'webhook')} selected</h2>
      <p className={styles['text']}>New arrivals are not added to the selection.</p>
      <div className={styles['actions']}>
        <Button icon={Play} title="R" onClick={() => openBulk(actions.idsIn(ranges))}>
          Replay {formatCount(count)}…
        </Button>
        <Button icon={Star} onClick={() => actions.setStarred(actions.idsIn(ranges), true)}>
          Star
        </Button>
        <Button icon={StarOff} onClick={() => actions.setStarred(actions.idsIn(ranges), false)}>
          Unstar
        </Button>
        <Button icon={Trash2} tone="danger" onClick={() => actions.remove(actions.idsIn(ranges))}>
          Delete
        </Button>
      </div>
    </div>
  );
}
