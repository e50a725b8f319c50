import { Keys } from '../ui/keys.tsx';
import type { Command } from './command.ts';
import styles from './command-list.module.css';
import type { CommandGroup } from './match-commands.ts';

interface CommandListProps {
  readonly id: string;
  readonly groups: readonly CommandGroup[];
  readonly active: Command | undefined;
  readonly onMark: (id: string) => void;
  readonly onPick: (command: Command) => void;
}

/** Below the field, which keeps the focus and its keys; the pointer only picks. */
export function CommandList({ id, groups, active, onMark, onPick }: CommandListProps) {
  return (
    <div id={id} role="listbox" aria-label="Commands" className={styles['list']}>
      {groups.map(({ group, commands }) => (
        <div key={group} role="group" aria-labelledby={toElementId(id, group)} className={styles['group']}>
          <div id={toElementId(id, group)} role="presentation" className={styles['groupTitle']}>
            {group}
          </div>
          {commands.map((command) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={command.id}
              id={toElementId(id, command.id)}
              role="option"
              tabIndex={-1}
              aria-selected={command.id === active?.id}
              className={styles['item']}
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => command.id !== active?.id && onMark(command.id)}
              onClick={() => onPick(command)}
            >
              <CommandLine {...command} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function CommandLine({ icon: Icon, label, detail, keys }: Command) {
  return (
    <>
      <Icon size={15} aria-hidden />
      <span className={styles['label']}>{label}</span>
      {detail === undefined ? null : <span className={styles['detail']}>{detail}</span>}
      {keys === undefined ? null : <Keys keys={keys} />}
    </>
  );
}

/** Of a command, or of a group; names have spaces, which an id of the page must not have. */
export function toElementId(listId: string, name: string): string {
  return `${listId}-${encodeURIComponent(name)}`;
}
