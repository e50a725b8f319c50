import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';

import { useDetail } from '../detail/use-detail.ts';
import { IconButton } from '../ui/button.tsx';
import dialog from '../ui/dialog.module.css';
import styles from './dialogs.module.css';
import { EditForm } from './edit-form.tsx';
import { useReplayStore } from './replay-store.ts';
import { useReplay } from './use-replay.ts';
import { useTargets } from './use-targets.ts';

/** Change a webhook, send it, and see the answers beside it. */
export function EditDialog() {
  const { editing, edit } = useReplayStore();
  const detail = useDetail(editing);
  const targets = useTargets();
  const { target } = useReplay();
  return (
    <Dialog.Root open={editing !== null} onOpenChange={(isOpen) => (isOpen ? undefined : edit(null))}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['backdrop']} />
        <Dialog.Popup className={`${dialog['popup']} ${styles['popup']} ${styles['wide']}`}>
          <div className={styles['head']}>
            <Dialog.Title className={dialog['title']}>
              Edit and replay{editing === null ? '' : ` webhook ${editing}`}
            </Dialog.Title>
            <Dialog.Close render={<IconButton icon={X} label="Close" />} />
          </div>
          {detail && targets ? (
            <EditForm key={detail.row.id} detail={detail} usual={target} />
          ) : (
            <p className={styles['note']}>{detail === null ? 'This webhook is gone.' : ''}</p>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
