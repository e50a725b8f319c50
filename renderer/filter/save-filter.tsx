import { Popover } from '@base-ui/react/popover';
import { BookmarkPlus } from 'lucide-react';
import { useState, type FormEvent } from 'react';

import { useSavedFilters, useSaveFilter } from '../bridge/use-saved-filters.ts';
import { Button } from '../ui/button.tsx';
import menu from '../ui/menu.module.css';
import bar from './filter-bar.module.css';
import { useFilter } from './filter-store.ts';
import styles from './save-filter.module.css';

const LONGEST_NAME = 60;

/** Gives the filter a name, under which the rail keeps it. */
export function SaveFilter() {
  const filter = useFilter((store) => store.filter);
  const finish = useFilter((store) => store.finish);
  const saved = useSavedFilters();
  const save = useSaveFilter();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const isKnown = saved.some((one) => one.name === name.trim());

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    save({ name: name.trim(), filter });
    setOpen(false);
  };
  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (open) {
          finish();
          setName(filter.slice(0, LONGEST_NAME));
        }
        setOpen(open);
      }}
    >
      <Popover.Trigger className={bar['clear']} aria-label="Save filter" title="Save filter" disabled={filter === ''}>
        <BookmarkPlus size={13} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={8} collisionPadding={8} className={menu['positioner']}>
          <Popover.Popup className={`${menu['popup']} ${styles['popup']}`} aria-label="Save filter">
            <form onSubmit={onSubmit} className={styles['form']}>
              <input
                className={styles['name']}
                aria-label="Name of the filter"
                maxLength={LONGEST_NAME}
                spellCheck={false}
                value={name}
                onFocus={(event) => event.target.select()}
                onChange={(event) => setName(event.target.value)}
              />
              <Button type="submit" tone="primary" disabled={name.trim() === ''}>
                {isKnown ? 'Replace' : 'Save'}
              </Button>
            </form>
            <code className={styles['filter']}>{filter}</code>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
