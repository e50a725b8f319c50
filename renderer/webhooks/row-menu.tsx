import { ContextMenu } from '@base-ui/react/context-menu';
import {
  Copy,
  FilePen,
  Funnel,
  FunnelX,
  Hash,
  Phone,
  Play,
  Split,
  Star,
  StickyNote,
  Terminal,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

import type { WebhookRow } from '../../shared/contract.ts';
import { printValue } from '../../shared/filter/print-filter.ts';
import { formatAmount } from '../../shared/format.ts';
import { useFilter } from '../filter/filter-store.ts';
import { useReplayStore } from '../deliveries/replay-store.ts';
import { useReplay } from '../deliveries/use-replay.ts';
import { writeNote } from '../notes/use-note.ts';
import { ruleLike } from '../rules/presets.ts';
import { useRuleStore } from '../rules/rule-store.ts';
import { copyText } from '../ui/copy-text.ts';
import { Keys } from '../ui/keys.tsx';
import menu from '../ui/menu.module.css';
import styles from './row-menu.module.css';
import { useSelection } from './selection-store.ts';
import { useWebhookActions } from './use-webhook-actions.ts';

interface RowMenuProps {
  /** The area that is right-clicked. */
  readonly render: ReactElement<Record<string, unknown>>;
  readonly children: ReactNode;
  /** The active row; a right click has made it active before the menu opens. */
  readonly row: WebhookRow | undefined;
  readonly count: number;
}

/** What can be done with the row under the pointer, or with all that are selected. */
export function RowMenu({ render, children, row, count }: RowMenuProps) {
  const actions = useWebhookActions();
  const { add, replace } = useFilter();
  const { replay } = useReplay();
  const makeRule = useRuleStore((store) => store.make);
  const { edit, openBulk } = useReplayStore();
  const selected = () => actions.idsIn(useSelection.getState().ranges);
  const isOne = count <= 1;
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger render={render}>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Positioner className={menu['positioner']}>
          <ContextMenu.Popup className={menu['popup']} aria-label="Webhook">
            <Item
              icon={Star}
              label={isOne && row?.starred ? 'Unstar' : isOne ? 'Star' : `Star ${formatAmount(count, 'webhook')}`}
              keys="P"
              onClick={() => actions.toggleStar(selected())}
            />
            <Item
              icon={Play}
              label={isOne ? 'Replay' : `Replay ${formatAmount(count, 'webhook')}…`}
              keys="R"
              onClick={() => (isOne && row ? replay(row.id) : openBulk(selected()))}
            />
            {isOne && row ? (
              <>
                <Item
                  icon={StickyNote}
                  label={row.hasNote ? 'Edit note' : 'Add note'}
                  keys="N"
                  onClick={() => writeNote(row.id)}
                />
                <Item icon={FilePen} label="Edit and replay…" keys="Shift+R" onClick={() => edit(row.id)} />
                <Item icon={Split} label="Answer differently…" onClick={() => makeRule(ruleLike(row), row.id)} />
                <Item icon={Terminal} label="Copy as cURL" keys="C" onClick={() => actions.copyAsCurl(row.id)} />
                <ForValue
                  icon={Copy}
                  label="Copy message id"
                  value={row.messageId}
                  onPick={(id) => void copyText(id)}
                />
                <ContextMenu.Separator className={menu['line']} />
                <ForValue
                  icon={Hash}
                  label="Show only this message"
                  value={row.messageId}
                  onPick={(id) => replace(printValue('id', id))}
                />
                <ForValue
                  icon={Phone}
                  label={`Show only ${row.from ?? ''}`}
                  value={row.from}
                  onPick={(number) => add(printValue('number', number))}
                />
                <ForValue
                  icon={Phone}
                  label={`Show only ${row.to ?? ''}`}
                  value={row.to}
                  onPick={(number) => add(printValue('number', number))}
                />
                <ForValue
                  icon={Funnel}
                  label={`Show only ${row.channel ?? ''}`}
                  value={row.channel}
                  onPick={(channel) => add(printValue('channel', channel))}
                />
                <ForValue
                  icon={Funnel}
                  label={`Show only ${row.status ?? ''}`}
                  value={row.status}
                  onPick={(status) => add(printValue('status', status))}
                />
                <ForValue
                  icon={FunnelX}
                  label={`Hide ${row.status ?? ''}`}
                  value={row.status}
                  onPick={(status) => add(`-${printValue('status', status)}`)}
                />
              </>
            ) : null}
            <ContextMenu.Separator className={menu['line']} />
            <Item
              icon={Trash2}
              label={isOne ? 'Delete' : `Delete ${formatAmount(count, 'webhook')}`}
              keys="Ctrl+Delete"
              onClick={() => actions.remove(selected())}
            />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

interface ItemProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string;
  readonly onClick: () => void;
}

function Item({ icon: Icon, label, keys, onClick }: ItemProps) {
  return (
    <ContextMenu.Item className={menu['item']} onClick={onClick}>
      <Icon size={14} aria-hidden />
      <span className={styles['label']}>{label}</span>
      {keys === undefined ? null : <Keys keys={keys} />}
    </ContextMenu.Item>
  );
}

interface ForValueProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly value: string | null;
  readonly onPick: (value: string) => void;
}

/** Only where the webhook has such a value. */
function ForValue({ icon, label, value, onPick }: ForValueProps) {
  return value === null ? null : <Item icon={icon} label={label} onClick={() => onPick(value)} />;
}
