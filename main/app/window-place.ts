import { readFileSync, writeFileSync } from 'node:fs';

import { z } from 'zod';

const bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
const place = z.object({ bounds, maximized: z.boolean() });

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace {
  readonly bounds: { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number };
  readonly maximized: boolean;
}

export interface WindowPlaceStore {
  read(screens: readonly Rectangle[]): WindowPlace;
  write(place: WindowPlace): void;
}

const FIRST: WindowPlace = { bounds: { width: 1_280, height: 800 }, maximized: false };
/** So much of the window must lie on a screen that it can be grabbed. */
const GRAB_PX = 80;

/** Remembers where the window was. A place on a screen that is gone is forgotten. */
export function createWindowPlaceStore(file: string): WindowPlaceStore {
  return {
    read(screens) {
      const saved = parse(file);
      return saved !== null && screens.some((screen) => overlaps(saved.bounds, screen)) ? saved : FIRST;
    },
    write(value) {
      try {
        writeFileSync(file, JSON.stringify(value));
      } catch {
        // The place of a window is not worth a message when the disk is full.
      }
    },
  };
}

function parse(file: string): z.output<typeof place> | null {
  try {
    return place.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // None yet, or not ours: the first place will do.
    return null;
  }
}

function overlaps(window: Rectangle, screen: Rectangle): boolean {
  const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const height = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y);
  return width >= GRAB_PX && height >= GRAB_PX;
}
