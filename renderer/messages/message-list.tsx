import { useEffect, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react';

import { formatAmount } from '../../shared/format.ts';
import { useVirtualRows } from '../ui/use-virtual-rows.ts';
import { useWidth } from '../ui/use-width.ts';
import { createColumnStore } from '../webhooks/column-store.ts';
import { placeColumns, toColumnStyle } from '../webhooks/columns.ts';
import { ListHeader } from '../webhooks/list-header.tsx';
import { NewPill } from '../webhooks/new-pill.tsx';
import styles from '../webhooks/webhook-list.module.css';
import { FETCH_AHEAD, toDayLabel } from '../webhooks/webhook-list.tsx';
import { MESSAGE_COLUMNS, type MessageColumnName } from './message-columns.ts';
import { useMessageList, useMessageListSnapshot, useMessageRowsRevision } from './message-list-context.tsx';
import { MessageRowView, toMessageElementId } from './message-row.tsx';
import { useMessageStore } from './message-store.ts';
import { useMessageKeys } from './use-message-keys.ts';
import { useMessageScroll } from './use-message-scroll.ts';

export const useMessageColumns = createColumnStore<MessageColumnName>('message-columns');

interface MessageListProps {
  readonly label: string;
  readonly rowHeight: number;
}

export function MessageList({ label, rowHeight }: MessageListProps) {
  const { source, rows } = useMessageList();
  const { length } = useMessageListSnapshot();
  useMessageRowsRevision();
  const grid = useRef<HTMLDivElement>(null);
  const { active, isFollowing, select, setDetailOpen, setFollowing } = useMessageStore();
  const [width, measureWidth] = useWidth();
  const { chosen, widths, resize } = useMessageColumns();
  const columns = useMemo(() => placeColumns(MESSAGE_COLUMNS, width, chosen, widths), [width, chosen, widths]);
  const virtual = useVirtualRows(length, rowHeight);
  const { attach, first, last, firstInView, lastInView, height, topOf } = virtual;
  useMessageScroll(virtual);

  useEffect(() => {
    rows.want(source.ids.slice(first - FETCH_AHEAD, last + FETCH_AHEAD));
    source.ids.see(isFollowing ? length : lastInView + 1);
  });

  const handleKey = useMessageKeys();
  const onKeyDown = (event: KeyboardEvent) => {
    delete grid.current?.dataset['pointed'];
    handleKey(event);
  };
  const onMouseDown = (event: MouseEvent<HTMLDivElement>) => {
    const target = event.target instanceof Element ? event.target : null;
    const id = Number(target?.closest<HTMLElement>('[data-id]')?.dataset['id']);
    if (!id || event.button !== 0) return;
    event.preventDefault();
    if (grid.current) grid.current.dataset['pointed'] = '';
    grid.current?.focus({ preventScroll: true });
    if (isFollowing && id !== source.ids.at(length - 1)) setFollowing(false);
    select({ id, messageId: rows.get(id)?.messageId ?? null });
    setDetailOpen(true);
  };

  const ids = source.ids.slice(first, last);
  const activeId = active?.id ?? null;
  const unseen = isFollowing ? 0 : length - Math.max(source.ids.seen, lastInView + 1);
  return (
    <div
      ref={grid}
      role="grid"
      aria-label={label}
      aria-rowcount={length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={activeId !== null && ids.includes(activeId) ? toMessageElementId(activeId) : undefined}
      tabIndex={0}
      data-list
      className={styles['grid']}
      style={toColumnStyle(columns)}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
    >
      <ListHeader
        columns={columns}
        width={width}
        day={toDayLabel(rows.get(source.ids.at(firstInView) ?? 0)?.receivedAt)}
        resize={resize}
      />
      <div ref={attach} role="rowgroup" tabIndex={-1} className={styles['scroller']}>
        <div ref={measureWidth} role="presentation" className={styles['rows']} style={{ height }}>
          {ids.map((id, offset) => (
            <MessageRowView
              key={id}
              id={id}
              row={rows.get(id)}
              index={first + offset}
              top={topOf(first + offset)}
              columns={columns}
              isActive={id === activeId}
            />
          ))}
        </div>
      </div>
      {unseen > 0 ? (
        <NewPill
          text={formatAmount(unseen, 'update')}
          onClick={() => {
            setFollowing(true);
            grid.current?.focus({ preventScroll: true });
          }}
        />
      ) : null}
    </div>
  );
}
