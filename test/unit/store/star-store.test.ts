import { expect, test } from 'vitest';

import { openAppDatabase } from '../../../main/store/app-database.ts';
import { StarStore } from '../../../main/store/star-store.ts';
import { closing, temporaryFiles } from '../../support/databases.ts';

function stars() {
  let now = 100;
  const db = closing(openAppDatabase(temporaryFiles().app));
  return {
    store: new StarStore(db, () => (now += 1)),
    all: () => db.prepare('SELECT webhook_id AS id, starred_at AS at FROM stars ORDER BY webhook_id').all(),
  };
}

test('webhooks are starred together, with the time', () => {
  const { store, all } = stars();
  store.set([3, 1], true);
  expect(all()).toEqual([
    { id: 1, at: 101 },
    { id: 3, at: 101 },
  ]);
});

test('starring again keeps the first time', () => {
  const { store, all } = stars();
  store.set([1], true);
  store.set([1, 2], true);
  expect(all()).toEqual([
    { id: 1, at: 101 },
    { id: 2, at: 102 },
  ]);
});

test('a star is taken away, also where there is none', () => {
  const { store, all } = stars();
  store.set([1, 2], true);
  store.set([2, 9], false);
  expect(all()).toEqual([{ id: 1, at: 101 }]);
});
