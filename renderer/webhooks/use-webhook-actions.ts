import { useMemo } from 'react';

import { formatAmount } from '../../shared/format.ts';
import { call } from '../bridge/client.ts';
import { bodyTextOf } from '../payload/body-text.ts';
import { copyAndSay } from '../ui/copy-text.ts';
import { notify } from '../ui/toasts.tsx';
import { toCurl } from './curl.ts';
import { includesId, toRanges, type IdRanges } from './id-ranges.ts';
import { useList } from './list-context.tsx';
import { useSelection } from './selection-store.ts';

/** As long as main keeps a removal restorable is too long for a notice; this is long enough to regret. */
const UNDO_MS = 12_000;

export interface WebhookActions {
  readonly setStarred: (ids: number[], starred: boolean) => void;
  /** Stars the webhooks, or takes the stars away where all that we see of them have one. */
  readonly toggleStar: (ids: number[]) => void;
  readonly remove: (ids: number[]) => void;
  readonly copyAsCurl: (id: number) => void;
  readonly copyBody: (id: number) => void;
  /** The ids of this list that lie in the ranges. */
  readonly idsIn: (ranges: IdRanges) => number[];
}

export function useWebhookActions(): WebhookActions {
  const { source, rows, removed } = useList();
  return useMemo(() => {
    const isRemoved = (id: number): boolean => [...removed].some((ranges) => includesId(ranges, id));
    const setStarred = (ids: number[], starred: boolean) => {
      rows.change(ids, { starred });
      call('webhook:star', { ids, starred }).catch((error: unknown) => {
        rows.change(ids, { starred: !starred });
        report(starred ? 'Not starred' : 'Not unstarred', error);
      });
    };
    const remove = (wanted: number[]) => {
      const ids = wanted.filter((id) => !isRemoved(id));
      if (ids.length === 0) return;
      const ranges = toRanges(Uint32Array.from(ids).toSorted());
      const forget = () => removed.delete(ranges);
      removed.add(ranges);
      moveActiveAwayFrom(isRemoved, source.ids);
      call('webhook:remove', { ids }).then(
        ({ removal, count }) => {
          window.setTimeout(forget, UNDO_MS);
          notify({
            title: `${formatAmount(count, 'webhook')} deleted`,
            timeoutMs: UNDO_MS,
            action: {
              label: 'Undo',
              run: () => {
                forget();
                void restore(removal);
              },
            },
          });
        },
        (error: unknown) => {
          forget();
          report('Not deleted', error);
        },
      );
    };
    return {
      setStarred,
      toggleStar: (ids) => setStarred(ids, !ids.every((id) => rows.get(id)?.starred ?? true)),
      remove,
      copyAsCurl: (id) => void copyAsCurl(id),
      copyBody: (id) => void copyBody(id),
      idsIn: (ranges) => ranges.flatMap(([first, last]) => source.ids.idsBetween(first, last)),
    };
  }, [source, rows, removed]);
}

async function copyAsCurl(id: number): Promise<void> {
  try {
    const [detail, { receiver }] = await Promise.all([call('webhook:get', { id }), call('app:state', undefined)]);
    if (detail === null || receiver.state !== 'listening') return;
    await copyAndSay('Copied as cURL', toCurl(detail, receiver.baseUrl));
  } catch (error) {
    report('Not copied', error);
  }
}

async function copyBody(id: number): Promise<void> {
  try {
    const detail = await call('webhook:get', { id });
    if (detail !== null) await copyAndSay('Body copied', bodyTextOf(detail));
  } catch (error) {
    report('Not copied', error);
  }
}

async function restore(removal: number): Promise<void> {
  try {
    const { restored } = await call('webhook:restore', { removal });
    if (!restored) notify({ title: 'Too late to undo', description: 'They are no longer kept.', tone: 'bad' });
  } catch (error) {
    report('Not restored', error);
  }
}

/** The webhook after the deleted ones becomes the active one, so that the keys go on from the same place. */
function moveActiveAwayFrom(
  isGone: (id: number) => boolean,
  list: { at(i: number): number | undefined; placeOf(id: number): number },
) {
  const { activeId, select, clear } = useSelection.getState();
  if (activeId === null || !isGone(activeId)) return;
  const start = list.placeOf(activeId);
  let index = start;
  while (isGone(list.at(index) ?? 0)) index += 1;
  if (list.at(index) === undefined) for (index = start; isGone(list.at(index) ?? 0); index -= 1);
  const next = list.at(index);
  if (next === undefined) clear();
  else select(next);
}

function report(title: string, error: unknown): void {
  notify({ title, description: error instanceof Error ? error.message : String(error), tone: 'bad' });
}
