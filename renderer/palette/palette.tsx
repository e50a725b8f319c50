import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import { formatAmount } from '../../shared/format.ts';
import { Keys } from '../ui/keys.tsx';
import dialog from '../ui/dialog.module.css';
import type { Command } from './command.ts';
import { CommandList, toElementId } from './command-list.tsx';
import { LONGEST_SEARCH, listCommands } from './match-commands.ts';
import { usePalette } from './palette-store.ts';
import styles from './palette.module.css';
import { useCommands } from './use-commands.ts';

/** Everything that can be done now, found by its name. It goes at once, so that the next thing has the window to itself. */
export function Palette() {
  const { isOpen, close } = usePalette();
  const field = useRef<HTMLInputElement>(null);
  if (!isOpen) return null;
  return (
    <Dialog.Root open onOpenChange={close}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['backdrop']} />
        <Dialog.Popup
          aria-label="Commands"
          initialFocus={field}
          className={`${dialog['popup']} ${styles['popup']}`}
          onKeyDown={(event) => {
            if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
            event.preventDefault();
            close();
          }}
        >
          <CommandSearch field={field} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function CommandSearch({ field }: { readonly field: React.RefObject<HTMLInputElement | null> }) {
  const id = useId();
  const [search, setSearch] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const commands = useCommands();
  const groups = listCommands(
    commands,
    search,
    usePalette((palette) => palette.used),
  );
  const listed = groups.flatMap((group) => group.commands);
  // What is listed may change under the person: the marked one stays marked while it is there.
  const active = listed.find((command) => command.id === activeId) ?? listed[0];

  const mark = (command: Command | undefined): void => {
    setActiveId(command?.id ?? null);
    if (command) document.getElementById(toElementId(id, command.id))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter' && active) run(active);
    else if (event.key !== 'Enter') {
      const to = placeAfter(event.key, active === undefined ? -1 : listed.indexOf(active), listed.length);
      if (to === null) return;
      mark(listed[to]);
    }
    event.preventDefault();
  };
  return (
    <>
      <div className={styles['field']}>
        <Search size={15} aria-hidden className={styles['icon']} />
        <input
          ref={field}
          role="combobox"
          type="text"
          className={styles['input']}
          placeholder="What do you want to do?"
          aria-label="Search commands"
          aria-expanded={listed.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : toElementId(id, active.id)}
          maxLength={LONGEST_SEARCH}
          spellCheck={false}
          autoComplete="off"
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setActiveId(null);
            scrollToTop(document.getElementById(id));
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <CommandList id={id} groups={groups} active={active} onMark={setActiveId} onPick={run} />
      <footer className={styles['foot']}>
        <p role="status">{tellCount(listed.length, search)}</p>
        {active === undefined ? null : (
          <span aria-hidden className={styles['hints']}>
            <Keys keys="Enter" /> does it
          </span>
        )}
        <span aria-hidden className={styles['hints']}>
          <Keys keys="Esc" /> closes
        </span>
      </footer>
    </>
  );
}

/** Once the focus is back where it was: there the command runs as if its key had been pressed. */
function run(command: Command): void {
  const { close, remember } = usePalette.getState();
  remember(command.id);
  // oxlint-disable-next-line react-dom/no-flush-sync -- the dialog gives the focus back in a microtask of its own
  flushSync(close);
  queueMicrotask(command.run);
}

function scrollToTop(list: HTMLElement | null): void {
  if (list) list.scrollTop = 0;
}

/** Null for a key that does not move. The two ends meet. */
function placeAfter(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'PageDown':
      return Math.min(at + 10, count - 1);
    case 'PageUp':
      return Math.max(at - 10, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function tellCount(count: number, search: string): string {
  if (count === 0) return 'Nothing that can be done now has all of these words';
  return search.trim() === '' ? formatAmount(count, 'command') : `${formatAmount(count, 'command')} found`;
}
