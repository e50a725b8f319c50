import { ChevronDown, Play } from 'lucide-react';

import { Button } from '../ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx';
import { Keys } from '../ui/keys.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import styles from './replay-button.module.css';
import { useReplayStore } from './replay-store.ts';
import { useReplay } from './use-replay.ts';
import { useTargets } from './use-targets.ts';

/** Sends the open webhook to the last target again; its menu has the others, and the editor. */
export function ReplayButton({ webhookId }: { readonly webhookId: number }) {
  const targets = useTargets() ?? [];
  const { target, isBusy, replay } = useReplay();
  const edit = useReplayStore((store) => store.edit);
  const hint = target === undefined ? 'Send it to your app again' : `Send it to ${target.name} again`;
  return (
    <span className={styles['split']}>
      <Tooltip text={hint} keys="R">
        <Button icon={Play} disabled={isBusy} className={styles['main']} onClick={() => replay(webhookId)}>
          Replay
        </Button>
      </Tooltip>
      <Menu
        trigger={
          <Button aria-label="More ways to replay" className={styles['more']}>
            <ChevronDown size={13} aria-hidden />
          </Button>
        }
      >
        {targets.length === 0 ? null : <MenuLabel>Replay to</MenuLabel>}
        {targets.map((each) => (
          <MenuItem key={each.id} onClick={() => replay(webhookId, each)}>
            {each.name}
          </MenuItem>
        ))}
        {targets.length === 0 ? null : <MenuLine />}
        <MenuItem onClick={() => edit(webhookId)}>
          <span className={styles['item']}>Edit and replay…</span>
          <Keys keys="Shift+R" />
        </MenuItem>
      </Menu>
    </span>
  );
}
