import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Core } from '../../../main/core.ts';
import { publish } from '../../../main/ipc/publisher.ts';
import { defaultSettings } from '../../../main/store/settings-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A publisher on events that the test makes; the core's state counts how often it was asked for. */
function published() {
  const events = new EventEmitter();
  const pushes: [string, unknown][] = [];
  let asked = 0;
  const simulation: { current: unknown } = { current: null };
  const core = { events, state: () => ({ asked: (asked += 1) }), simulations: simulation } as unknown as Core;
  const publisher = publish(core, (event, payload) => void pushes.push([event, payload]));
  return {
    events,
    simulation,
    publisher,
    progress: (upTo: number, reread = false, changedFrom: number | null = null) =>
      events.emit('progress', { upTo, stored: upTo, reread, changedFrom, idle: false }),
    state: () => events.emit('state'),
    pushed: (name: string) => pushes.filter(([event]) => event === name).map(([, payload]) => payload),
  };
}

const changed = (upTo: number, reread = false, changedFrom: number | null = null) => ({
  upTo,
  stored: upTo,
  reread,
  changedFrom,
});

test('the first change goes to the window at once', () => {
  const { progress, pushed } = published();
  progress(1);
  expect(pushed('webhooks:changed')).toEqual([changed(1)]);
});

test('a burst goes at most once a frame, with the latest numbers', () => {
  const { progress, pushed } = published();
  for (let upTo = 1; upTo <= 100; upTo += 1) progress(upTo);
  vi.advanceTimersByTime(16);
  progress(101);
  expect(pushed('webhooks:changed')).toEqual([changed(1), changed(100)]);
  vi.advanceTimersByTime(16);
  expect(pushed('webhooks:changed')).toEqual([changed(1), changed(100), changed(101)]);
});

test('a second of load is no more than a push a frame', () => {
  const { progress, pushed } = published();
  for (let upTo = 1; upTo <= 1_000; upTo += 1) {
    progress(upTo);
    vi.advanceTimersByTime(1);
  }
  expect(pushed('webhooks:changed').length).toBeLessThanOrEqual(1_000 / 16 + 1);
});

test('after a pause the next change goes at once again, and nothing is said twice', () => {
  const { progress, pushed } = published();
  progress(1);
  vi.advanceTimersByTime(1_000);
  progress(2);
  vi.advanceTimersByTime(1_000);
  expect(pushed('webhooks:changed')).toEqual([changed(1), changed(2)]);
});

test('that lists have to be read again is not lost among the changes of a frame, and said once', () => {
  const { progress, pushed } = published();
  progress(1);
  progress(2, true);
  progress(3);
  vi.advanceTimersByTime(16);
  progress(4);
  vi.advanceTimersByTime(16);
  expect(pushed('webhooks:changed')).toEqual([changed(1), changed(3, true), changed(4)]);
});

test('the lowest of the rows that changed within a frame is told, and once', () => {
  const { progress, pushed } = published();
  progress(1);
  progress(9, false, 7);
  progress(10, false, 3);
  progress(11, false, 8);
  vi.advanceTimersByTime(16);
  progress(12);
  vi.advanceTimersByTime(16);
  expect(pushed('webhooks:changed')).toEqual([changed(1), changed(11, false, 3), changed(12)]);
});

test('the state follows a little later, read once for all that changed', () => {
  const { progress, state, pushed } = published();
  progress(1);
  state();
  state();
  expect(pushed('app:changed')).toEqual([]);
  vi.advanceTimersByTime(250);
  expect(pushed('app:changed')).toEqual([{ asked: 1 }]);
  vi.advanceTimersByTime(1_000);
  expect(pushed('app:changed')).toHaveLength(1);
});

test('a simulation is told as it stands, at most every 50 ms', () => {
  const { events, simulation, pushed } = published();
  simulation.current = { sent: 1 };
  events.emit('simulation');
  events.emit('simulation');
  simulation.current = { sent: 2 };
  vi.advanceTimersByTime(50);
  expect(pushed('simulation:changed')).toEqual([{ sent: 2 }]);
  vi.advanceTimersByTime(1_000);
  expect(pushed('simulation:changed')).toHaveLength(1);
});

test('settings go as they are', () => {
  const { events, pushed } = published();
  events.emit('settings', defaultSettings);
  expect(pushed('settings:changed')).toEqual([defaultSettings]);
});

test('a closed publisher says nothing more, and leaves the listeners of others', () => {
  const { events, publisher, progress, state, pushed } = published();
  const other = vi.fn();
  events.on('settings', other);
  events.emit('simulation');
  progress(1);
  progress(2);
  state();
  publisher.close();
  vi.advanceTimersByTime(1_000);
  progress(3);
  events.emit('settings', defaultSettings);
  vi.advanceTimersByTime(1_000);
  expect(pushed('webhooks:changed')).toEqual([changed(1)]);
  expect(pushed('app:changed')).toEqual([]);
  expect(pushed('settings:changed')).toEqual([]);
  expect(pushed('simulation:changed')).toEqual([]);
  expect(other).toHaveBeenCalledOnce();
});
