import type { WebhookRow } from '../../shared/contract.ts';
import { useDetail } from '../detail/use-detail.ts';
import { useList, useRowsRevision } from './list-context.tsx';
import { useSelection } from './selection-store.ts';

/** The webhook that the keys speak of, also where the open list does not have it; undefined where it is gone. */
export function useActiveRow(): WebhookRow | undefined {
  const { rows } = useList();
  useRowsRevision();
  const activeId = useSelection((selection) => selection.activeId);
  const detail = useDetail(activeId);
  if (activeId === null || detail === null) return undefined;
  // The row of the list knows of a star first.
  return rows.get(activeId) ?? (detail?.row.id === activeId ? detail.row : undefined);
}
