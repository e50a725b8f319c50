import { describe, expect, test } from 'vitest';

import { settingsSchema } from '../../../shared/contract.ts';
import { openAppDatabase } from '../../../main/store/app-database.ts';
import type { Db } from '../../../main/store/open-database.ts';
import { defaultSettings, SettingsStore } from '../../../main/store/settings-store.ts';
import { closing, temporaryFiles } from '../../support/databases.ts';

const appDb = (): Db => closing(openAppDatabase(temporaryFiles().app));

function withRow(name: string, value: string): SettingsStore {
  const db = appDb();
  db.prepare('INSERT INTO settings VALUES (?, ?)').run('theme', '"dark"');
  db.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)').run(name, value);
  return new SettingsStore(db);
}

test('an empty database has the defaults, and they are valid', () => {
  const { current } = new SettingsStore(appDb());
  expect(current).toEqual(defaultSettings);
  expect(settingsSchema.parse(current)).toEqual(current);
});

test('a change is there at once and after a restart, and touches nothing else', () => {
  const { app: file } = temporaryFiles();
  const first = closing(openAppDatabase(file));
  const store = new SettingsStore(first);
  expect(store.change({ theme: 'dark', port: 5_000 })).toEqual({ ...defaultSettings, theme: 'dark', port: 5_000 });
  expect(store.current.port).toBe(5_000);
  first.close();
  const again = new SettingsStore(closing(openAppDatabase(file)));
  expect(again.current).toEqual({ ...defaultSettings, theme: 'dark', port: 5_000 });
});

describe('a row that cannot be used falls back to its default, and the others stay', () => {
  test.each([
    ['port', 'not json'],
    ['port', '99999'],
    ['port', '"4747"'],
    ['port', ''],
    ['bodyLimit', '-1'],
    ['bodyLimit', '1e300'],
    ['answerStatus', '500'],
    ['density', 'null'],
    ['of-a-newer-version', '{"x":1}'],
    ['__proto__', '{"port":1}'],
    ['constructor', '1'],
  ])('%s = %s', (name, value) => {
    expect(withRow(name, value).current).toEqual({ ...defaultSettings, theme: 'dark' });
  });
});
