import { expect, test } from 'vitest';

import { openIndexDatabase } from '../../../main/projection/index-database.ts';
import { Projector } from '../../../main/projection/projector.ts';
import { Reader } from '../../../main/projection/reader.ts';
import { openAppDatabase } from '../../../main/store/app-database.ts';
import { NoteStore } from '../../../main/store/note-store.ts';
import { StarStore } from '../../../main/store/star-store.ts';
import { closing, openRecord, temporaryFiles } from '../../support/databases.ts';
import { inbound, status } from '../../support/webhooks.ts';

function counted() {
  const files = temporaryFiles();
  const record = openRecord(files.capture);
  const app = closing(openAppDatabase(files.app));
  const index = closing(openIndexDatabase(files.index));
  let made: Projector | undefined;
  const step = () => (made ??= new Projector(record.db, index)).step();
  let now = Date.UTC(2025, 0, 15, 10);
  const reader = new Reader(files, () => now);
  return {
    record,
    stars: new StarStore(app, () => 0),
    notes: new NoteStore(app, () => 0),
    step,
    follow: () => {
      while (!step().idle);
    },
    wait: (ms: number) => (now += ms),
    count: (filter: string) => reader.filters.count(filter),
  };
}

test('a count follows what arrives, goes and comes back', () => {
  const { record, follow, count } = counted();
  record.append(inbound(), status(), inbound());
  follow();
  expect([count('kind:inbound'), count('order'), count('')]).toEqual([2, 0, 3]);
  record.append(inbound({ text: 'order' }), status());
  follow();
  expect([count('kind:inbound'), count('order'), count('')]).toEqual([3, 1, 5]);
  const removal = record.removals.remove([1, 4]);
  follow();
  expect([count('kind:inbound'), count('order'), count('')]).toEqual([1, 0, 3]);
  record.removals.restore(removal);
  follow();
  expect([count('kind:inbound'), count('order'), count('')]).toEqual([3, 1, 5]);
});

test('a count follows stars, repetitions and the clock, also without a new webhook', () => {
  const { record, stars, follow, wait, count } = counted();
  record.append(status(), status());
  follow();
  expect([count('is:starred'), count('not(is:starred)'), count('is:duplicate'), count('after:-1h')]).toEqual([
    0, 2, 1, 2,
  ]);
  stars.set([1], true);
  wait(3_600_000);
  expect([count('is:starred'), count('not(is:starred)'), count('after:-1h')]).toEqual([1, 1, 0]);
});

test('a count follows notes, with their words and without', () => {
  const { record, notes, follow, count } = counted();
  record.append(inbound({ text: 'order' }), status(), status());
  follow();
  const all = () => [count('order'), count('has:note'), count('kind:status order'), count('not(order)')];
  expect(all()).toEqual([1, 0, 0, 2]);
  notes.set(2, 'like the order above');
  expect(all()).toEqual([2, 1, 1, 1]);
  record.append(status());
  follow();
  expect(all()).toEqual([2, 1, 1, 2]);
  notes.set(2, '');
  expect(all()).toEqual([1, 0, 0, 3]);
});

test('a count grows with a history that is read backwards', () => {
  const { record, step, follow, count } = counted();
  record.append(...Array.from({ length: 600 }, () => status()));
  step();
  expect([count('kind:status'), count('')]).toEqual([256, 256]);
  record.append(status());
  follow();
  expect([count('kind:status'), count('')]).toEqual([601, 601]);
});

test('a filter that cannot be read has no count', () => {
  expect(counted().count('kind:')).toBeNull();
});

test('a filter that reads bodies has no count: it would keep the list waiting', () => {
  expect(counted().count('or(order, not(contains:x))')).toBeNull();
});
