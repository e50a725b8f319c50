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
  const main = { upTo: 0, gone: new Set<number>(), delayMs: 0, problem: '' };
  const ask = async (input: Asked): Promise<Output<'list:ids'>> => {
    asked.push(input);
    const upTo = main.upTo;
    await new Promise((resolve) => {
      setTimeout(resolve, main.delayMs);
    });
    if (main.problem !== '') throw new Error(main.problem);
    const ids: number[] = [];
    for (let id = input.after + 1; id <= upTo; id += 1) if (!main.gone.has(id)) ids.push(id);
    return { ids: Uint32Array.from(input.sort ? ids.toReversed() : ids), upTo };
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
