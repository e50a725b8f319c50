import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { createWindowPlaceStore } from '../../../main/app/window-place.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SCREEN = { x: 0, y: 0, width: 1_920, height: 1_080 };
const SECOND_SCREEN = { x: 1_920, y: 0, width: 1_920, height: 1_080 };
const FIRST = { bounds: { width: 1_280, height: 800 }, maximized: false };

const file = (): string => join(temporaryFolder(), 'window-place.json');
const at = (x: number, y: number) => ({ bounds: { x, y, width: 1_000, height: 700 }, maximized: false });

test('a window opens where it was closed', () => {
  const store = createWindowPlaceStore(file());
  store.write({ ...at(2_000, 10), maximized: true });
  expect(store.read([SCREEN, SECOND_SCREEN])).toEqual({ ...at(2_000, 10), maximized: true });
});

test('the first window has the first place', () => {
  expect(createWindowPlaceStore(file()).read([SCREEN])).toEqual(FIRST);
});

describe('a place that cannot be reached is forgotten', () => {
  test.each([
    ['on a screen that is gone', at(2_000, 10)],
    ['above all screens', at(10, -690)],
    ['with too little of it on a screen to grab', at(1_900, 10)],
  ])('%s', (_name, place) => {
    const store = createWindowPlaceStore(file());
    store.write(place);
    expect(store.read([SCREEN])).toEqual(FIRST);
  });

  test('but one that lies partly outside is kept', () => {
    const store = createWindowPlaceStore(file());
    store.write(at(-500, 400));
    expect(store.read([SCREEN])).toEqual(at(-500, 400));
  });
});

describe('a file that is not ours is ignored', () => {
  test.each([
    '',
    'junk',
    'null',
    '[]',
    '{"bounds":{"x":0,"y":0,"width":"wide","height":1},"maximized":false}',
    '{"maximized":true}',
  ])('%j', (text) => {
    const place = file();
    writeFileSync(place, text);
    expect(createWindowPlaceStore(place).read([SCREEN])).toEqual(FIRST);
  });
});

test('a place that cannot be written is no reason to fail', () => {
  const nowhere = join(temporaryFolder(), 'gone', 'window-place.json');
  expect(() => createWindowPlaceStore(nowhere).write(at(0, 0))).not.toThrow();
  expect(existsSync(nowhere)).toBe(false);
});
