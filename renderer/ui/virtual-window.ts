/**
 * Places rows of one height in a scroller, however many there are. A browser's element ends at 33.5 million pixels, and
 * zoom counts: a million rows at 200 % are twice that. Above `LARGEST` the scroller is therefore shorter than its rows:
 * `offset` is what has to be added to its position. Small moves keep the offset, so they are exact to the pixel; a long
 * drag of the scroll bar lands in proportion.
 */
const LARGEST = 8_000_000;
/** At both ends a pixel is a pixel, so that the wheel arrives there without growing slow. */
const MARGIN = 100_000;

export interface Geometry {
  /** Height of all rows. */
  readonly total: number;
  /** Height of the element that is scrolled. */
  readonly height: number;
  readonly viewport: number;
}

/** Where a scroller stands: the content at `scrollTop + offset` is at its upper edge. */
export interface Place {
  readonly scrollTop: number;
  readonly offset: number;
}

export function toGeometry(count: number, rowHeight: number, viewport: number, largest = LARGEST): Geometry {
  const total = count * rowHeight;
  return { total, height: Math.min(total, Math.max(largest, viewport)), viewport };
}

/** The place that shows the content at `top`, as near to it as there is content. */
export function placeAt(geometry: Geometry, top: number): Place {
  const { total, height, viewport } = geometry;
  const end = Math.max(0, total - viewport);
  const inside = Math.max(0, Math.min(top, end));
  if (total === height || inside <= MARGIN) return { scrollTop: inside, offset: 0 };
  if (inside >= end - MARGIN) return { scrollTop: inside - (total - height), offset: total - height };
  const { from, factor } = middleOf(geometry);
  const scrollTop = Math.round(from + (inside - from) / factor);
  return { scrollTop, offset: inside - scrollTop };
}

/** The place after the browser has moved the scroller from `place` to `scrollTop`. */
export function placeAfterScroll(geometry: Geometry, place: Place, scrollTop: number): Place {
  const { total, height, viewport } = geometry;
  if (total === height) return { scrollTop, offset: 0 };
  const isJump = Math.abs(scrollTop - place.scrollTop) > viewport;
  if (isJump) return placeAt(geometry, topAt(geometry, scrollTop));
  const isStuck =
    (scrollTop < 1 && place.offset > 0) || (scrollTop > height - viewport - 1 && place.offset < total - height);
  return isStuck ? placeAt(geometry, scrollTop + place.offset) : { scrollTop, offset: place.offset };
}

/** What a position of the scroll bar stands for. */
function topAt(geometry: Geometry, scrollTop: number): number {
  const { total, height, viewport } = geometry;
  if (scrollTop <= MARGIN) return scrollTop;
  if (scrollTop >= height - viewport - MARGIN) return scrollTop + total - height;
  const { from, factor } = middleOf(geometry);
  return from + (scrollTop - from) * factor;
}

/** Between the margins, a pixel of the scroll bar stands for `factor` pixels of content. */
function middleOf({ total, height, viewport }: Geometry): { readonly from: number; readonly factor: number } {
  return { from: MARGIN, factor: (total - viewport - 2 * MARGIN) / (height - viewport - 2 * MARGIN) };
}

/** The rows that are at least partly on screen, `last` not included. */
export function rowsInView(
  geometry: Geometry,
  place: Place,
  rowHeight: number,
): { readonly first: number; readonly last: number } {
  const top = place.scrollTop + place.offset;
  const first = Math.max(0, Math.floor(top / rowHeight));
  const last = Math.min(Math.ceil(geometry.total / rowHeight), Math.ceil((top + geometry.viewport) / rowHeight));
  return { first, last: Math.max(first, last) };
}
