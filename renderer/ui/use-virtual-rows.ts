import { useLayoutEffect, useState, useSyncExternalStore, type RefCallback } from 'react';

import { RowScroller } from './row-scroller.ts';
import { placeAt, rowsInView, toGeometry } from './virtual-window.ts';

export interface VirtualRows {
  readonly scroller: RowScroller;
  /** The ref of the element that scrolls. */
  readonly attach: RefCallback<HTMLElement>;
  /** First and last row to render, the last not included. */
  readonly first: number;
  readonly last: number;
  /** The row at the upper edge. */
  readonly firstInView: number;
  /** The last row that is at least partly on screen; -1 where there is none. */
  readonly lastInView: number;
  /** Height to give to the element that is scrolled. */
  readonly height: number;
  readonly viewport: number;
  /** Upper edge of a row inside of the scrolled element. */
  readonly topOf: (index: number) => number;
}

/** Renders only what is on screen. Rows have one height, so nothing is ever measured. */
export function useVirtualRows(count: number, rowHeight: number, overscan = 8): VirtualRows {
  const [scroller] = useState(() => new RowScroller());
  const state = useSyncExternalStore(scroller.subscribe, scroller.getState);
  useLayoutEffect(() => scroller.setRows(count, rowHeight), [scroller, count, rowHeight]);

  const { viewport } = state;
  const geometry = toGeometry(count, rowHeight, viewport);
  const place = state.place ?? placeAt(geometry, Infinity);
  const inView = rowsInView(geometry, place, rowHeight);
  return {
    scroller,
    attach: scroller.attach,
    first: Math.max(0, Math.min(count, inView.first) - overscan),
    last: Math.min(count, inView.last + overscan),
    firstInView: Math.max(0, Math.min(count - 1, inView.first)),
    lastInView: Math.min(count, inView.last) - 1,
    height: geometry.height,
    viewport,
    topOf: (index) => index * rowHeight - place.offset,
  };
}
