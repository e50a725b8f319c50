import { ContextMenu } from '@base-ui/react/context-menu';
import type { ReactElement, ReactNode } from 'react';

import type { WebhookRow } from '../../shared/contract.ts';
import { Keys } from '../ui/keys.tsx';
import menu from '../ui/menu.module.css';
import styles from './row-menu.module.css';
import { type RowCommand, useRowCommands } from './use-row-commands.ts';

interface RowMenuProps extends RowItemsProps {
  /** The area that is right-clicked. */
  readonly render: ReactElement<Record<string, unknown>>;
  readonly children: ReactNode;
}

/** What can be done with the row under the pointer, or with all that are selected. */
export function RowMenu({ render, children, row, count }: RowMenuProps) {
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger render={render}>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Positioner className={menu['positioner']}>
          <ContextMenu.Popup className={menu['popup']} aria-label="Webhook">
            <RowItems row={row} count={count} />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

interface RowItemsProps {
  /** The active row; a right click has made it active before the menu opens. */
  readonly row: WebhookRow | undefined;
  readonly count: number;
}

/** Put together only while the menu is open: the list around it is drawn with each webhook that comes. */
function RowItems({ row, count }: RowItemsProps) {
  const { doing, showing, removing } = useRowCommands(row, count);
  return (
    <>
      {doing.map(toItem)}
      {showing.length === 0 ? null : <ContextMenu.Separator className={menu['line']} />}
      {showing.map(toItem)}
      <ContextMenu.Separator className={menu['line']} />
      {removing.map(toItem)}
    </>
  );
}

function toItem({ name, icon: Icon, label, keys, run }: RowCommand) {
  return (
    <ContextMenu.Item key={name} className={menu['item']} onClick={run}>
      <Icon size={14} aria-hidden />
      <span className={styles['label']}>{label}</span>
      {keys === undefined ? null : <Keys keys={keys} />}
    </ContextMenu.Item>
  );
}
