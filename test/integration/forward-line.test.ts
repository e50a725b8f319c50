import { expect, onTestFinished, test } from 'vitest';

import { ForwardLine, MOST_WAITING } from '../../main/deliveries/forward-line.ts';
import { anArrival } from '../support/arrivals.ts';
import { deliveryParts } from '../support/delivery-parts.ts';
import { startRawTarget } from '../support/raw-target.ts';
import { aTarget } from '../support/targets.ts';

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
  expect(line.state).toMatchObject({ waiting: MOST_WAITING, underWay: 1 });
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
