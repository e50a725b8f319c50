import { expect, test } from 'vitest';

import { openAppDatabase } from '../../../main/store/app-database.ts';
import { NoteStore } from '../../../main/store/note-store.ts';
import { NOTE_CHARACTERS } from '../../../shared/notes.ts';
import { closing, temporaryFiles } from '../../support/databases.ts';

function notes() {
  let now = 100;
  const db = closing(openAppDatabase(temporaryFiles().app));
  const found = db
    .prepare<[string], number>('SELECT rowid FROM notes_text WHERE notes_text MATCH ? ORDER BY rowid')
    .pluck();
  return {
    store: new NoteStore(db, () => (now += 1)),
    ids: () => db.prepare<[], number>('SELECT webhook_id FROM notes ORDER BY webhook_id').pluck().all(),
    find: (word: string) => found.all(`"${word}"*`),
  };
}

test('a note is kept with the time, and its words are found', () => {
  const { store, find } = notes();
  expect(store.set(3, 'Ask Ana about the Café')).toEqual({ text: 'Ask Ana about the Café', editedAt: 101 });
  expect(store.get(3)).toEqual({ text: 'Ask Ana about the Café', editedAt: 101 });
  expect(store.get(4)).toBeNull();
  expect(find('cafe')).toEqual([3]);
});

test('another text takes the place of the first, and of its words', () => {
  const { store, find } = notes();
  store.set(3, 'first');
  expect(store.set(3, 'second')).toEqual({ text: 'second', editedAt: 102 });
  expect([find('first'), find('second')]).toEqual([[], [3]]);
});

test.each(['', ' \n\t '])('without a text there is no note: %j', (text) => {
  const { store, ids, find } = notes();
  store.set(3, 'first');
  expect(store.set(3, text)).toBeNull();
  expect(ids()).toEqual([]);
  expect(find('first')).toEqual([]);
  expect(store.set(9, text)).toBeNull();
});

test.each([
  ['lines', 'one\n\ntwo'],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['SQL', "'); DROP TABLE notes; --"],
  ['NUL', 'a\0b'],
  ['marks that turn text round', '\u202Eabc'],
  ['emoji', 'paid 👍🏽'],
  ['as much as it may hold', 'x'.repeat(NOTE_CHARACTERS)],
])('%s are kept as they are', (_what, text) => {
  const { store } = notes();
  expect(store.set(1, text)?.text).toBe(text);
});

test('half a surrogate pair, which no database can hold, becomes a replacement character', () => {
  expect(notes().store.set(1, 'a\ud800b')?.text).toBe('a\ufffdb');
});

test('the notes of webhooks that are gone for good go, with their words', () => {
  const { store, ids, find } = notes();
  for (const id of [1, 4, 5, 9]) store.set(id, 'word');
  store.forget([]);
  store.forget([{ first: 2, last: 3 }]);
  expect(ids()).toEqual([1, 4, 5, 9]);
  store.forget([
    { first: 1, last: 1 },
    { first: 5, last: 8 },
  ]);
  expect(ids()).toEqual([4, 9]);
  expect(find('word')).toEqual([4, 9]);
});
