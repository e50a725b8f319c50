import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef } from 'react';
import { create } from 'zustand';

import { IconButton } from '../ui/button.tsx';
import { Keys } from '../ui/keys.tsx';
import dialog from '../ui/dialog.module.css';
import styles from './key-help.module.css';

interface KeyHelpStore {
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly setOpen: (isOpen: boolean) => void;
}

export const useKeyHelp = create<KeyHelpStore>()((set) => ({
  isOpen: false,
  open: () => set({ isOpen: true }),
  setOpen: (isOpen) => set({ isOpen }),
}));

const GROUPS = [
  {
    title: 'In the list',
    keys: [
      ['Next, previous', ['Down', 'Up', 'J', 'K']],
      ['Ten rows on, back', ['PgDn', 'PgUp']],
      ['First, newest', ['Home', 'End']],
      ['Extend the selection', ['Shift+Down', 'Shift+Up']],
      ['Select all', ['Ctrl+A']],
      ['Follow the newest', ['G']],
    ],
  },
  {
    title: 'With a webhook',
    keys: [
      ['Open the detail', ['Enter']],
      ['Back, close', ['Esc']],
      ['Star', ['P']],
      ['Write a note', ['N']],
      ['Replay to the last target, or the selected ones', ['R']],
      ['Edit and replay', ['Shift+R', 'E']],
      ['Copy as cURL', ['C']],
      ['Copy the body', ['Shift+C']],
      ['Delete', ['Ctrl+Delete']],
    ],
  },
  {
    title: 'In an editor',
    keys: [
      ['Leave it', ['Tab']],
      ['Indent, and back', ['Ctrl+]', 'Ctrl+[']],
      ['Undo, redo', ['Ctrl+Z', 'Ctrl+Shift+Z']],
      ['Find', ['Ctrl+F']],
      ['Send', ['Ctrl+Enter']],
    ],
  },
  {
    title: 'Everywhere',
    keys: [
      ['All commands', ['Ctrl+K']],
      ['Filter', ['Ctrl+F', '/']],
      ['Undo, redo in the filter', ['Ctrl+Z', 'Ctrl+Shift+Z']],
      ['Find inside a payload that has the focus', ['Ctrl+F']],
      ['Webhooks, Messages', ['Ctrl+1', 'Ctrl+2']],
      ['Simulate, Deliveries', ['Ctrl+3', 'Ctrl+4']],
      ['Setup, Settings', ['Ctrl+5', 'Ctrl+6']],
      ['Back from a webhook to its message', ['Alt+Left']],
      ['Check a pasted webhook', ['V']],
      ['These keys', ['?']],
    ],
  },
] as const;

export function KeyHelp() {
  const { isOpen, setOpen } = useKeyHelp();
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['backdrop']} />
        <Dialog.Popup ref={popup} initialFocus={popup} className={`${dialog['popup']} ${styles['popup']}`}>
          <div className={styles['head']}>
            <Dialog.Title className={dialog['title']}>Keys</Dialog.Title>
            <Dialog.Close render={<IconButton icon={X} label="Close" />} />
          </div>
          <div className={styles['groups']}>
            {GROUPS.map((group) => (
              <section key={group.title}>
                <h3 className={styles['groupTitle']}>{group.title}</h3>
                <dl>
                  {group.keys.map(([label, keys]) => (
                    <div key={label} className={styles['line']}>
                      <dt>{label}</dt>
                      <dd className={styles['keys']}>
                        {keys.map((key) => (
                          <Keys key={key} keys={key} />
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
