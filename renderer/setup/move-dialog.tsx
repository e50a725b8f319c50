import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';

import { useAppState } from '../bridge/use-app-state.ts';
import { IconButton } from '../ui/button.tsx';
import dialog from '../ui/dialog.module.css';
import styles from './move-dialog.module.css';
import { useMoveDialog } from './move-store.ts';
import { movedSwitches } from './moved-switches.ts';
import { PreviewTable } from './preview-table.tsx';

/** Points what was switched at the new public address. What was there before the switch is still what is put back. */
export function MoveDialog() {
  const { isOpen, setOpen } = useMoveDialog();
  const state = useAppState();
  const moved = state === undefined ? [] : movedSwitches(state);
  const url = state?.tunnel.url ?? '';
  return (
    <Dialog.Root open={isOpen && moved.length > 0} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['backdrop']} />
        <Dialog.Popup className={`${dialog['popup']} ${styles['popup']}`}>
          <div className={styles['head']}>
            <Dialog.Title className={dialog['title']}>Point Vonage at the new address</Dialog.Title>
            <Dialog.Close render={<IconButton icon={X} label="Close" />} />
          </div>
          <Dialog.Description className={styles['text']}>
            What is put back in the end stays what was there before the switch.
          </Dialog.Description>
          {moved.map(({ id, name, apiKey, holder }) => (
            <section key={id} aria-label={name} className={styles['holder']}>
              <h3 className={styles['name']}>{name}</h3>
              <PreviewTable wanted={{ apiKey, holder, base: url }} isMove />
            </section>
          ))}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
