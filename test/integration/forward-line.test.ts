import { EventEmitter, once } from 'node:events';

import { expect, onTestFinished, test } from 'vitest';

import { ForwardLine, MOST_WAITING } from '../../main/deliveries/forward-line.ts';
import { MissedNotes } from '../../main/deliveries/missed-notes.ts';
import { Replays } from '../../main/deliveries/replays.ts';
import { createLog } from '../../main/domain/log.ts';
import { EMPTY_KEY_RING } from '../../main/signature/key-ring.ts';
import { anArrival } from '../support/arrivals.ts';
import { deliveryParts } from '../support/delivery-parts.ts';
import { startRawTarget } from '../support/raw-target.ts';
import { aPlan, aTarget } from '../support/targets.ts';

test('what waits is bounded, and what does not fit is offered', async () => {
  const target = await startRawTarget(() => {});
  const { record, ...parts } = deliveryParts();
  record.append(anArrival());
  const line = new ForwardLine(aTarget({ url: target.url, parallel: 1 }), 0, {
    ...parts,
    changed: () => {},
    settled: () => {},
  });
  onTestFinished(() => line.close());
  line.add(1, 'a');
  await target.received(1);
  for (let id = 2; id <= MOST_WAITING + 100; id += 1) line.add(id, `#${id}`);
  expect(line.state).toMatchObject({ waiting: MOST_WAITING, underWay: 1, missed: 99 });
  line.noteMissed();
  expect(parts.forwards.missed(1)).toEqual(Array.from({ length: 99 }, (_, n) => MOST_WAITING + 2 + n));
  // All of it is to be looked at again after a crash, but for the one that is under way.
  expect(line.settledTo(MOST_WAITING + 100)).toBe(1);
});

test('a webhook that was removed while it waited is not sent, and holds nobody up', async () => {
  const target = await startRawTarget();
  const { record, ...parts } = deliveryParts();
  record.append(anArrival({ target: '/1' }), anArrival({ target: '/2' }), anArrival({ target: '/3' }));
  const line = new ForwardLine(aTarget({ url: target.url, parallel: 1 }), 0, {
    ...parts,
    changed: () => {},
    settled: () => {},
  });
  onTestFinished(() => line.close());
  record.removals.remove([2]);
  for (const id of [1, 2, 3]) line.add(id, 'same message');
  await target.received(2);
  expect(target.requests.map(({ head }) => head.split(' ')[1])).toEqual(['/1', '/3']);
});

test('while deliveries can’t be noted nothing is sent, nothing is lost, and the order stays', async () => {
  const target = await startRawTarget();
  const { record, ...parts } = deliveryParts();
  record.append(anArrival({ target: '/1' }), anArrival({ target: '/2' }), anArrival({ target: '/3' }));
  const tried = new EventEmitter();
  const log = createLog((line) => tried.emit('error line', line));
  const line = new ForwardLine(aTarget({ url: target.url, parallel: 2 }), 0, {
    ...parts,
    log,
    changed: () => {},
    settled: () => {},
  });
  onTestFinished(() => line.close());
  parts.fail(true);
  const complaint = once(tried, 'error line');
  for (const id of [1, 2]) line.add(id, 'same message');
  line.add(3, 'another');
  expect(await complaint).toEqual([
    expect.stringContaining('webhooks for my app wait, because deliveries can’t be noted'),
  ]);
  expect([target.requests, line.state.waiting, line.settledTo(3)]).toEqual([[], 3, 0]);
  parts.fail(false);
  await target.received(3);
  const paths = target.requests.map(({ head }) => head.split(' ')[1]);
  expect(paths.filter((path) => path !== '/3')).toEqual(['/1', '/2']);
});

test('what was missed while nothing could be noted is noted later', async () => {
  const { record, ...parts } = deliveryParts();
  record.append(anArrival());
  const changed = new EventEmitter();
  const missed = new MissedNotes(1, { ...parts, changed: () => void changed.emit('changed') });
  parts.fail(true);
  missed.add([1]);
  await once(changed, 'changed');
  expect([missed.count, missed.oldest, parts.forwards.missed(1), parts.logged.length]).toEqual([1, 1, [], 1]);
  parts.fail(false);
  missed.add([2]);
  await once(changed, 'changed');
  expect([missed.count, missed.oldest, parts.forwards.missed(1)]).toEqual([0, null, [1, 2]]);
});

test('a run breaks off where deliveries can’t be noted, and sends nothing', async () => {
  const target = await startRawTarget();
  const { record, ...parts } = deliveryParts();
  record.append(anArrival(), anArrival());
  const replays = new Replays({ ...parts, keyRing: () => EMPTY_KEY_RING, changed: () => {} });
  const id = replays.start(
    [1, 2],
    aTarget({ url: target.url }),
    aPlan({ pace: { kind: 'fixed', everyMs: 3_600_000 } }),
  );
  await target.received(1);
  const second = replays.start([1, 2], aTarget({ url: target.url }), aPlan());
  parts.fail(true);
  await replays.close();
  expect(target.requests.length).toBeLessThan(4);
  parts.fail(false);
  expect([id, second].map((run) => parts.runs.get(run).run.state)).toEqual(['running', 'running']);
});
