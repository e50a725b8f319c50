import { placeAfterScroll, placeAt, toGeometry, type Geometry, type Place } from './virtual-window.ts';

export interface ScrollState {
  readonly viewport: number;
  /** Null while it follows: then it is at the end, wherever that is. */
  readonly place: Place | null;
}

export interface Scroll {
  /** How far the content moved; negative upwards. */
  readonly by: number;
  readonly isAtEnd: boolean;
}

/** Keeps a scroller over rows of one height in its place. An external store for React, which renders what it says. */
export class RowScroller {
  #element: HTMLElement | null = null;
  #place: Place = { scrollTop: 0, offset: 0 };
  #state: ScrollState = { viewport: 0, place: this.#place };
  #listeners = new Set<() => void>();
  #scrollListeners = new Set<(scroll: Scroll) => void>();
  #isFollowing = false;
  #count = 0;
  #rowHeight = 1;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): ScrollState => this.#state;

  /** Told of every move, by the person or by the code. */
  readonly subscribeToScroll = (listener: (scroll: Scroll) => void): (() => void) => {
    this.#scrollListeners.add(listener);
    return () => this.#scrollListeners.delete(listener);
  };

  /** The ref of the element that scrolls. */
  readonly attach = (element: HTMLElement | null): (() => void) | undefined => {
    if (!element) return undefined;
    this.#element = element;
    const observer = new ResizeObserver(this.#measure);
    observer.observe(element);
    element.addEventListener('scroll', this.#follow, { passive: true });
    this.#measure();
    return () => {
      this.#element = null;
      observer.disconnect();
      element.removeEventListener('scroll', this.#follow);
    };
  };

  /** Called when rows have come or gone: stays where it is, or as near to it as there still is content. */
  setRows(count: number, rowHeight: number): void {
    const top = (this.#top / this.#rowHeight) * rowHeight;
    const isOtherHeight = rowHeight !== this.#rowHeight;
    this.#count = count;
    this.#rowHeight = rowHeight;
    const { total, height, viewport } = this.#geometry;
    if (this.#isFollowing) return this.#moveTo(placeAt(this.#geometry, Infinity));
    const isBeyond = top > Math.max(0, total - viewport) || this.#place.offset > total - height;
    return isBeyond || isOtherHeight ? this.#moveTo(placeAt(this.#geometry, top)) : undefined;
  }

  /** Scrolls as little as needed. */
  reveal(index: number): void {
    const { viewport } = this.#state;
    const rowTop = index * this.#rowHeight;
    const rowEnd = rowTop + this.#rowHeight;
    if (rowTop < this.#top) this.#moveTo(placeAt(this.#geometry, rowTop));
    else if (rowEnd > this.#top + viewport) this.#moveTo(placeAt(this.#geometry, rowEnd - viewport));
  }

  /** The row at the upper edge, and how much of it is above, as a fraction. */
  get topRow(): number {
    return this.#top / this.#rowHeight;
  }

  /** Puts a row to the upper edge, or as near to it as there is content. */
  moveToRow(row: number): void {
    this.#moveTo(placeAt(this.#geometry, row * this.#rowHeight));
  }

  /** While it follows, it stays at the end however many rows come. */
  follow(isFollowing: boolean): void {
    this.#isFollowing = isFollowing;
    if (isFollowing) this.#moveTo(placeAt(this.#geometry, Infinity));
    if ((this.#state.place === null) !== isFollowing)
      this.#set({ ...this.#state, place: isFollowing ? null : this.#place });
  }

  get #top(): number {
    return this.#place.scrollTop + this.#place.offset;
  }

  get #geometry(): Geometry {
    return toGeometry(this.#count, this.#rowHeight, this.#state.viewport);
  }

  #measure = (): void => {
    const viewport = this.#element?.clientHeight ?? 0;
    if (viewport === this.#state.viewport) return;
    this.#set({ ...this.#state, viewport });
    this.follow(this.#isFollowing);
  };

  #follow = (): void => {
    const scrollTop = this.#element?.scrollTop ?? 0;
    if (Math.abs(scrollTop - this.#place.scrollTop) < 1) return;
    const before = this.#top;
    this.#moveTo(placeAfterScroll(this.#geometry, this.#place, scrollTop));
    const { total, viewport } = this.#geometry;
    const isAtEnd = this.#top + viewport >= total - this.#rowHeight / 2;
    for (const listener of this.#scrollListeners) listener({ by: this.#top - before, isAtEnd });
  };

  #moveTo(place: Place): void {
    this.#place = place;
    // Whoever renders finds the end without being told: a row that comes is rendered once, not twice.
    if (this.#state.place !== null) this.#set({ ...this.#state, place });
    const element = this.#element;
    if (element && Math.abs(element.scrollTop - place.scrollTop) >= 1) element.scrollTop = place.scrollTop;
  }

  #set(state: ScrollState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
