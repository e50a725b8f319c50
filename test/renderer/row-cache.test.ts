import { expect, test, vi } from 'vitest';

import { RowCache } from '../../renderer/webhooks/row-cache.ts';
import type { WebhookRow } from '../../shared/contract.ts';
import { aSample } from '../support/samples.ts';

const sample = aSample({ body: '{}' }).row;
const rowOf = (id: number): WebhookRow => ({ ...sample, id });
const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, offset) => first + offset);

function cacheOver(ask = (ids: number[]) => Promise.resolve(ids.map(rowOf)), capacity = 100) {
  const asked: number[][] = [];
  const cache = new RowCache((ids) => {
    asked.push(ids);
    return ask(ids);
  }, capacity);
  return { cache, asked };
}

test('a row is fetched once', async () => {
  const { cache, asked } = cacheOver();
  cache.want([1, 2, 3]);
  await vi.waitFor(() => expect(cache.get(3)?.id).toBe(3));
  cache.want([2, 3, 4]);
  await vi.waitFor(() => expect(cache.get(4)?.id).toBe(4));
  expect(asked).toEqual([[1, 2, 3], [4]]);
});

test('a fast scroll fetches where it ends and nothing in between', async () => {
  const { cache, asked } = cacheOver();
  cache.want(range(1, 10));
  for (let first = 100; first <= 5_000; first += 100) cache.want(range(first, first + 9));
  await vi.waitFor(() => expect(cache.get(5_009)).toBeDefined());
  expect(asked).toEqual([range(1, 10), range(5_000, 5_009)]);
});

test('no question is larger than the contract allows', async () => {
  const { cache, asked } = cacheOver(undefined, 2_000);
  cache.want(range(1, 1_200));
  await vi.waitFor(() => expect(cache.get(1_200)).toBeDefined());
  expect(asked.map((ids) => ids.length)).toEqual([500, 500, 200]);
});

test('the longest unused rows make room', async () => {
  const { cache } = cacheOver();
  cache.want(range(1, 60));
  await vi.waitFor(() => expect(cache.get(60)).toBeDefined());
  cache.want([1, 2]);
  cache.want(range(61, 120));
  await vi.waitFor(() => expect(cache.get(120)).toBeDefined());
  expect(cache.size).toBe(100);
  expect([cache.get(1)?.id, cache.get(3), cache.get(60)?.id]).toEqual([1, undefined, 60]);
});

test('expired rows stay on screen until the new ones are here', async () => {
  let starred = false;
  const { cache } = cacheOver((ids) => Promise.resolve(ids.map((id) => ({ ...rowOf(id), starred }))));
  cache.want([1]);
  await vi.waitFor(() => expect(cache.get(1)).toBeDefined());
  starred = true;
  cache.expire();
  expect(cache.get(1)?.starred).toBe(false);
  await vi.waitFor(() => expect(cache.get(1)?.starred).toBe(true));
});

test('only the rows that may have changed are fetched again', async () => {
  const { cache, asked } = cacheOver();
  cache.want([1, 2, 3]);
  await vi.waitFor(() => expect(cache.get(3)).toBeDefined());
  cache.expire((id) => id >= 2);
  await vi.waitFor(() =>
    expect(asked).toEqual([
      [1, 2, 3],
      [2, 3],
    ]),
  );
  cache.expire((id) => id === 1);
  await vi.waitFor(() => expect(asked.at(-1)).toEqual([1]));
});

test('a row that changes while it is on its way is fetched again', async () => {
  let starred = false;
  const { cache, asked } = cacheOver((ids) => {
    const rows = ids.map((id) => ({ ...rowOf(id), starred }));
    return new Promise((resolve) => {
      setTimeout(() => resolve(rows), 5);
    });
  });
  cache.want([1]);
  starred = true;
  cache.expire((id) => id === 1);
  await vi.waitFor(() => expect(cache.get(1)?.starred).toBe(true));
  expect(asked).toEqual([[1], [1]]);
});

test('a webhook that is gone is not asked for again and again', async () => {
  const { cache, asked } = cacheOver(() => Promise.resolve([]));
  cache.want([7]);
  await vi.waitFor(() => expect(cache.size).toBe(1));
  cache.want([7]);
  expect(cache.get(7)).toBeUndefined();
  expect(asked).toHaveLength(1);
});

test('after a failure the next wish asks again', async () => {
  const ask = vi.fn<(ids: number[]) => Promise<WebhookRow[]>>();
  ask.mockRejectedValueOnce(new Error('no answer')).mockResolvedValue([rowOf(1)]);
  const { cache, asked } = cacheOver(ask);
  cache.want([1]);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await Promise.resolve();
  cache.want([1]);
  await vi.waitFor(() => expect(cache.get(1)?.id).toBe(1));
});
