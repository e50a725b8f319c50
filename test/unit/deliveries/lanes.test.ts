import { array, assert, boolean, constantFrom, oneof, property } from 'fast-check';
import { expect, test } from 'vitest';

import type { Taken } from '../../../main/deliveries/lanes.ts';
import { Lanes } from '../../../main/deliveries/lanes.ts';

test('one of each lane is out at a time, and lanes do not wait for one another', () => {
  const lanes = new Lanes();
  lanes.add(1, 'a');
  lanes.add(2, 'a');
  lanes.add(3, 'b');
  const first = lanes.take();
  expect([first, lanes.take(), lanes.take()]).toEqual([{ id: 1, key: 'a' }, { id: 3, key: 'b' }, null]);
  if (first !== null) lanes.release(first);
  expect([lanes.size, lanes.oldest, lanes.take()?.id, lanes.size, lanes.oldest]).toEqual([1, 2, 2, 0, null]);
});

test('what is drained comes out in order and leaves no lane stuck', () => {
  const lanes = new Lanes();
  for (const id of [1, 2, 3]) lanes.add(id, id === 3 ? 'b' : 'a');
  const out = lanes.take();
  expect([lanes.drain(), lanes.size, lanes.take()]).toEqual([[2, 3], 0, null]);
  lanes.add(4, 'a');
  expect(lanes.take()).toBeNull();
  if (out !== null) lanes.release(out);
  expect(lanes.take()).toEqual({ id: 4, key: 'a' });
});

test('in whatever order things come and end, each comes out once and in the order of its lane', () => {
  const step = oneof(constantFrom('a', 'b', 'c'), boolean());
  assert(
    property(array(step, { maxLength: 60 }), (steps) => {
      const lanes = new Lanes();
      const out: Taken[] = [];
      const all: Taken[] = [];
      let added = 0;
      const takeOne = (): void => {
        const taken = lanes.take();
        if (taken === null) return;
        expect(out.map(({ key }) => key)).not.toContain(taken.key);
        out.push(taken);
        all.push(taken);
      };
      const releaseOne = (): void => {
        const done = out.shift();
        if (done !== undefined) lanes.release(done);
      };
      for (const one of steps) {
        if (typeof one === 'string') lanes.add((added += 1), one);
        else if (one) takeOne();
        else releaseOne();
      }
      while (lanes.size > 0 || out.length > 0) {
        releaseOne();
        takeOne();
      }
      expect(all.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(Array.from({ length: added }, (_, n) => n + 1));
      for (const lane of ['a', 'b', 'c']) {
        const ids = all.filter(({ key }) => key === lane).map(({ id }) => id);
        expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      }
    }),
  );
});

test('a lane that is held lets nothing out, and is given only where nothing before is out or waits', () => {
  const lanes = new Lanes();
  expect([lanes.hold('a', 0), lanes.hold('a', 0)]).toEqual([true, false]);
  lanes.add(5, 'a');
  expect(lanes.take()).toBeNull();
  lanes.release({ key: 'a' });
  expect([lanes.hold('a', 5), lanes.hold('a', 4), lanes.take()]).toEqual([false, true, null]);
  lanes.release({ key: 'a' });
  const taken = lanes.take();
  expect([taken, lanes.hold('a', 4)]).toEqual([{ id: 5, key: 'a' }, false]);
  if (taken !== null) lanes.release(taken);
  expect(lanes.hold('a', 5)).toBe(true);
});
