import { expect, test } from 'vitest';

import { COLUMNS, placeColumns } from '../../renderer/webhooks/columns.ts';

const namesAt = (width: number): string[] => placeColumns(COLUMNS, width).map(({ name }) => name);

test('a wide list shows all default columns in their order', () => {
  expect(namesAt(1_130)).toEqual([
    'star',
    'time',
    'kind',
    'channel',
    'parties',
    'summary',
    'verdict',
    'answer',
    'app',
    'took',
    'message',
  ]);
});

test('a narrow list keeps what tells webhooks apart', () => {
  expect(namesAt(600)).toEqual(['star', 'time', 'kind', 'summary', 'answer', 'app']);
});

test('time, kind and text stay however narrow the list is', () => {
  expect(namesAt(100)).toEqual(['time', 'kind', 'summary']);
});

test('the columns never need more than there is', () => {
  for (let width = 456; width < 1_600; width += 13) {
    const used = placeColumns(COLUMNS, width).reduce((sum, { shownWidth }) => sum + shownWidth, 0);
    expect(used).toBe(width);
  }
});

test('a chosen column comes, an unwanted one goes, and a width is kept', () => {
  const columns = placeColumns(COLUMNS, 1_400, { path: true, app: false }, { path: 300 });
  expect(columns.find(({ name }) => name === 'path')?.shownWidth).toBe(300);
  expect(columns.some(({ name }) => name === 'app')).toBe(false);
});
