import { EventEmitter, once } from 'node:events';

import { describe, expect, test } from 'vitest';

import { Opened } from '../../../main/core/core-state.ts';

/** Parts that note when their closing begins and ends, the last of which takes until it is let go. */
function threeParts() {
  const opened = new Opened();
  const noted: string[] = [];
  const gate = new EventEmitter();
  const slow = once(gate, 'open');
  for (const [name, ended] of [
    ['first', Promise.resolve()],
    ['second', Promise.resolve()],
    ['last', slow],
  ] as const) {
    opened.add({
      async close() {
        noted.push(`${name} begins`);
        await ended;
        noted.push(`${name} is closed`);
      },
    });
  }
  return { opened, noted, letGo: () => gate.emit('open') };
}

const IN_ORDER = [
  'last begins',
  'last is closed',
  'second begins',
  'second is closed',
  'first begins',
  'first is closed',
];

describe('closing what was opened', () => {
  test('goes backwards, each after the one that needs it', async () => {
    const { opened, noted, letGo } = threeParts();
    letGo();
    await opened.close();
    expect(noted).toEqual(IN_ORDER);
  });

  test('twice at the same time is closing once, and both end when all is closed', async () => {
    const { opened, noted, letGo } = threeParts();
    const both = [opened.close(), opened.close()].map(async (closed) => {
      await closed;
      return [...noted];
    });
    letGo();
    expect(await Promise.all(both)).toEqual([IN_ORDER, IN_ORDER]);
  });
});
