import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef } from 'react';

import { formatAmount } from '../../shared/format.ts';
import { IconButton } from '../ui/button.tsx';
import { BulkForm } from './bulk-form.tsx';
import dialog from '../ui/dialog.module.css';
import styles from './dialogs.module.css';
import { useReplayStore } from './replay-store.ts';
import { useReplay } from './use-replay.ts';

/** Several webhooks at once: how many, in which order, how fast. */
export function BulkDialog() {
  const { bulk, openBulk } = useReplayStore();
  const { target } = useReplay();
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open={bulk !== null} onOpenChange={(isOpen) => (isOpen ? undefined : openBulk(null))}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['backdrop']} />
        <Dialog.Popup
          ref={popup}
          initialFocus={() => popup.current?.querySelector('select')}
          className={`${dialog['popup']} ${styles['popup']}`}
        >
          <div className={styles['head']}>
            <Dialog.Title className={dialog['title']}>Replay {formatAmount(bulk?.length ?? 0, 'webhook')}</Dialog.Title>
            <Dialog.Close render={<IconButton icon={X} label="Close" />} />
          </div>
          {bulk === null ? null : <BulkForm webhooks={bulk} usual={target} onDone={() => openBulk(null)} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
