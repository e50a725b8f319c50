import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { IdList } from '../../renderer/webhooks/id-list.ts';
import { ListSource } from '../../renderer/webhooks/list-source.ts';
import type { Input, Output } from '../../shared/contract.ts';

type Asked = Input<'list:ids'>;
type Question = Omit<Asked, 'after'>;
const ALL: Question = { view: 'all', filter: '' };
const SORTED: Question = { ...ALL, sort: { column: 'size', direction: 'descending' } };

/** Main with ids 1 to `upTo`, each answer as late as `delayMs`. */
function fakeMain() {
  const asked: Asked[] = [];
  const main = { upTo: 0, gone: new Set<number>(), delayMs: 0, problem: '', atOnce: Infinity };
  let searchedTo = 0;
  const ask = async (input: Asked): Promise<Omit<Output<'list:ids'>, 'rows' | 'deliveries'>> => {
    asked.push(input);
    const upTo = main.upTo;
    await new Promise((resolve) => {
      setTimeout(resolve, main.delayMs);
    });
    if (main.problem !== '') throw new Error(main.problem);
    // Of a sorted list each answer has all that was found above; below 1 nothing more is looked for.
    const ids: number[] = [];
    const end = Math.min(upTo, (input.below ?? Infinity) - 1);
    const begin = Math.max(input.after, end - main.atOnce);
    const last = input.sort ? upTo : end;
    const start = input.sort && input.below === 1 ? searchedTo : begin;
    searchedTo = begin;
    for (let id = start + 1; id <= last; id += 1) if (!main.gone.has(id)) ids.push(id);
    const left = begin === input.after ? null : { below: begin + 1, searched: (upTo - begin) / upTo };
    return { ids: Uint32Array.from(input.sort ? ids.toReversed() : ids), upTo, left };
  };
  return { main, asked, source: new ListSource<Question, IdList>(ask, new IdList(), ALL, ({ sort }) => !!sort) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('only what is new is asked for after the first answer', async () => {
  const { main, asked, source } = fakeMain();
  main.upTo = 3;
  source.open(ALL);
  await vi.runAllTimersAsync();
  main.upTo = 5;
  source.noteChange({ upTo: 5, stored: 5, reread: false, changedFrom: null });
  await vi.runAllTimersAsync();
  expect(asked.map(({ after }) => after)).toEqual([0, 3]);
  expect(source.ids.slice(0, 9)).toEqual([1, 2, 3, 4, 5]);
});

test.each([
  { arrived: 1, pauseMs: 32 },
  { arrived: 60, pauseMs: 60 },
  { arrived: 500, pauseMs: 100 },
  { arrived: 1_600, pauseMs: 200 },
  { arrived: 50_000, pauseMs: 250 },
])('after $arrived rows at once, the next are asked for $pauseMs ms later', async ({ arrived, pauseMs }) => {
  const { main, asked, source } = fakeMain();
  main.upTo = 3;
  source.open(ALL);
  await vi.runAllTimersAsync();
  const come = (count: number): void => {
    main.upTo += count;
    source.noteChange({ upTo: main.upTo, stored: main.upTo, reread: false, changedFrom: null });
  };
  come(arrived);
  // The question is answered, and the pause begins.
  await vi.advanceTimersByTimeAsync(0);
  come(1);
  await vi.advanceTimersByTimeAsync(pauseMs - 1);
  expect(asked).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveLength(3);
});

test('pushes that come while a question is open become one further question', async () => {
  const { main, asked, source } = fakeMain();
  main.delayMs = 200;
  source.open(ALL);
  await vi.advanceTimersByTimeAsync(10);
  for (let upTo = 1; upTo <= 50; upTo += 1) {
    main.upTo = upTo;
    source.noteChange({ upTo, stored: upTo, reread: false, changedFrom: null });
  }
  await vi.runAllTimersAsync();
  expect(asked).toHaveLength(2);
  expect(source.getSnapshot().length).toBe(50);
});

test('a push of rows that have changed reads the whole list again', async () => {
  const { main, asked, source } = fakeMain();
  main.upTo = 4;
  source.open(ALL);
  await vi.runAllTimersAsync();
  main.gone.add(2);
  source.noteChange({ upTo: 4, stored: 3, reread: true, changedFrom: null });
  await vi.runAllTimersAsync();
  expect(asked.map(({ after }) => after)).toEqual([0, 0]);
  expect(source.ids.slice(0, 9)).toEqual([1, 3, 4]);
});

test('the answer to a list that is no longer open is dropped', async () => {
  const { main, source } = fakeMain();
  main.upTo = 2;
  main.delayMs = 100;
  source.open(ALL);
  await vi.advanceTimersByTimeAsync(10);
  source.open({ view: 'starred', filter: '' });
  await vi.runAllTimersAsync();
  expect(source.getSnapshot().answers).toEqual({ view: 'starred', filter: '' });
  expect(source.ids.slice(0, 9)).toEqual([1, 2]);
});

test('a push that brings nothing for this list changes no snapshot', async () => {
  const { main, source } = fakeMain();
  main.upTo = 1;
  source.open(ALL);
  await vi.runAllTimersAsync();
  const before = source.getSnapshot();
  main.upTo = 2;
  main.gone.add(2);
  source.noteChange({ upTo: 2, stored: 2, reread: false, changedFrom: null });
  await vi.runAllTimersAsync();
  expect(source.getSnapshot()).toBe(before);
});

test('a failure is told as a sentence and the next push tries again', async () => {
  const { main, source } = fakeMain();
  main.problem = 'The index is being rebuilt.';
  source.open(ALL);
  await vi.runAllTimersAsync();
  expect(source.getSnapshot().problem).toBe('The index is being rebuilt.');
  main.problem = '';
  main.upTo = 1;
  source.noteChange({ upTo: 1, stored: 1, reread: false, changedFrom: null });
  await vi.runAllTimersAsync();
  expect(source.getSnapshot()).toMatchObject({ problem: null, length: 1, answers: ALL });
});

test('older webhooks are searched while the newest are shown, and stopping keeps what was found', async () => {
  const { main, asked, source } = fakeMain();
  Object.assign(main, { upTo: 100, atOnce: 10, delayMs: 10 });
  source.open(ALL);
  await vi.advanceTimersByTimeAsync(25);
  expect(source.ids.slice(0, 99)).toEqual(Array.from({ length: 20 }, (_, place) => 81 + place));
  expect(source.getSnapshot().search).toEqual({ searched: 0.2, isStopped: false });
  source.stopSearch();
  await vi.runAllTimersAsync();
  expect(source.getSnapshot()).toMatchObject({ length: 30, search: { searched: 0.3, isStopped: true } });
  expect(asked.map(({ below }) => below)).toEqual([undefined, 91, 81]);

  main.upTo = 125;
  source.noteChange({ upTo: 125, stored: 125, reread: false, changedFrom: null });
  await vi.runAllTimersAsync();
  expect(source.ids.slice(0, 99)).toEqual(Array.from({ length: 55 }, (_, place) => 71 + place));
  main.gone.add(75);
  source.noteChange({ upTo: 125, stored: 124, reread: true, changedFrom: null });
  await vi.runAllTimersAsync();
  expect(source.ids.at(0)).toBe(66);
  expect(source.ids.indexOf(75)).toBe(-1);
});

test('another question ends a search', async () => {
  const { main, asked, source } = fakeMain();
  Object.assign(main, { upTo: 100, atOnce: 10, delayMs: 10 });
  source.open(ALL);
  await vi.advanceTimersByTimeAsync(25);
  main.atOnce = Infinity;
  source.open({ view: 'all', filter: 'order' });
  await vi.runAllTimersAsync();
  expect(asked.map(({ filter, below }) => [filter, below])).toEqual([
    ['', undefined],
    ['', 91],
    ['', 81],
    ['order', undefined],
  ]);
  expect(source.getSnapshot()).toMatchObject({ length: 100, search: null });
});

test('what comes to a sorted list waits until it is read again', async () => {
  const { main, asked, source } = fakeMain();
  main.upTo = 3;
  source.open(SORTED);
  await vi.runAllTimersAsync();
  for (const upTo of [4, 6]) {
    main.upTo = upTo;
    source.noteChange({ upTo, stored: upTo, reread: false, changedFrom: null });
    await vi.runAllTimersAsync();
  }
  expect(source.getSnapshot()).toMatchObject({ length: 3, waiting: 3 });
  expect(source.ids.slice(0, 9)).toEqual([3, 2, 1]);

  source.readAgain();
  await vi.runAllTimersAsync();
  expect(source.getSnapshot()).toMatchObject({ length: 6, waiting: 0 });
  expect(source.ids.slice(0, 9)).toEqual([6, 5, 4, 3, 2, 1]);
  expect(asked.map(({ after }) => after)).toEqual([0, 3, 4, 0]);
});

test('a sorted list that was empty shows what comes first', async () => {
  const { main, source } = fakeMain();
  source.open(SORTED);
  await vi.runAllTimersAsync();
  main.upTo = 2;
  source.noteChange({ upTo: 2, stored: 2, reread: false, changedFrom: null });
  await vi.runAllTimersAsync();
  expect(source.getSnapshot()).toMatchObject({ length: 2, waiting: 0 });
  expect(source.ids.slice(0, 9)).toEqual([2, 1]);
});

test('a sorted list is searched slice by slice, in order at each, and stopping keeps what was found', async () => {
  const { main, asked, source } = fakeMain();
  Object.assign(main, { upTo: 100, atOnce: 10, delayMs: 10 });
  source.open(SORTED);
  await vi.advanceTimersByTimeAsync(25);
  expect(source.ids.slice(0, 99)).toEqual(Array.from({ length: 20 }, (_, place) => 100 - place));
  expect(source.getSnapshot()).toMatchObject({ search: { searched: 0.2, isStopped: false }, isReading: false });
  source.stopSearch();
  await vi.runAllTimersAsync();
  expect(asked.map(({ below }) => below)).toEqual([undefined, 91, 81, 1]);
  expect(source.getSnapshot()).toMatchObject({ length: 30, search: { searched: 0.3, isStopped: true } });

  main.upTo = 125;
  source.noteChange({ upTo: 125, stored: 125, reread: false, changedFrom: null });
  await vi.runAllTimersAsync();
  expect(source.getSnapshot()).toMatchObject({ length: 30, waiting: 25, search: { isStopped: true } });
  source.readAgain();
  await vi.runAllTimersAsync();
  expect(source.getSnapshot()).toMatchObject({ waiting: 0, search: { isStopped: true } });
  expect(source.ids.slice(0, 99)).toEqual(Array.from({ length: 60 }, (_, place) => 125 - place));
});

test('a sorted search that goes to its end, or to another question, leaves no word of it', async () => {
  const { main, source } = fakeMain();
  Object.assign(main, { upTo: 100, atOnce: 10, delayMs: 10 });
  source.open(SORTED);
  await vi.advanceTimersByTimeAsync(25);
  source.open({ ...SORTED, filter: 'order' });
  await vi.runAllTimersAsync();
  expect(source.getSnapshot()).toMatchObject({ length: 100, search: null, answers: { filter: 'order' } });
});

test('a stop that comes with the last answer does not keep the next reading from older webhooks', async () => {
  const { main, source } = fakeMain();
  Object.assign(main, { upTo: 20, atOnce: 10, delayMs: 10 });
  for (const question of [ALL, SORTED]) {
    source.open(question);
    await vi.advanceTimersByTimeAsync(15);
    source.stopSearch();
    await vi.runAllTimersAsync();
    source.noteChange({ upTo: 20, stored: 20, reread: true, changedFrom: null });
    await vi.runAllTimersAsync();
    expect(source.getSnapshot()).toMatchObject({ length: 20, search: null });
  }
});

test('it says that it reads while it does', async () => {
  const { main, source } = fakeMain();
  main.upTo = 2;
  main.delayMs = 900;
  source.open(SORTED);
  await vi.advanceTimersByTimeAsync(10);
  expect(source.getSnapshot()).toMatchObject({ isReading: true, length: 0 });
  await vi.runAllTimersAsync();
  expect(source.getSnapshot()).toMatchObject({ isReading: false, length: 2 });
});

test('changes leave as much time as the last question took, and what a person asks for does not wait', async () => {
  const { main, asked, source } = fakeMain();
  main.upTo = 2;
  main.delayMs = 900;
  source.open(SORTED);
  await vi.advanceTimersByTimeAsync(1_000);
  source.noteChange({ upTo: 2, stored: 2, reread: true, changedFrom: null });
  await vi.advanceTimersByTimeAsync(700);
  expect(asked).toHaveLength(1);
  source.open(ALL);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveLength(2);
});

test('however long a question took, what arrives is asked for within a second', async () => {
  const { main, asked, source } = fakeMain();
  main.delayMs = 8_000;
  source.open(ALL);
  await vi.advanceTimersByTimeAsync(8_000);
  source.noteChange({ upTo: 1, stored: 1, reread: false, changedFrom: null });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toHaveLength(2);
});

test('after a failure nothing is added to the list of another question', async () => {
  const { main, asked, source } = fakeMain();
  main.upTo = 3;
  source.open(ALL);
  await vi.runAllTimersAsync();
  main.problem = 'The index is busy.';
  source.open(SORTED);
  await vi.runAllTimersAsync();
  expect(source.getSnapshot()).toMatchObject({ answers: ALL, isReading: false, problem: 'The index is busy.' });
  main.problem = '';
  main.upTo = 4;
  source.noteChange({ upTo: 4, stored: 4, reread: false, changedFrom: null });
  await vi.runAllTimersAsync();
  expect(asked.map(({ after }) => after)).toEqual([0, 0, 0]);
  expect(source.ids.slice(0, 9)).toEqual([4, 3, 2, 1]);
});
