import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { expect, test } from 'vitest';

import { needsOwnBinary, putBeside, toDefines } from '../../../scripts/native-sqlite.ts';
import { ownBinary } from '../../../main/store/sqlite.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test.each([
  ['33.2.1', true],
  ['35.7.5', true],
  ['36.0.0', false],
  ['45.4.1', false],
])('Electron %s needs its own SQLite binary: %s', (version, expected) => {
  expect(needsOwnBinary(version)).toBe(expected);
});

test('a binary is put where an older Electron looks for it, and again when it was made anew', async () => {
  const folder = temporaryFolder();
  const executable = join(folder, 'electron');
  const binary = join(temporaryFolder(), 'compiled.node');
  const place = ownBinary('9', executable) ?? '';
  const put = async (content: string, key: string): Promise<string> => {
    writeFileSync(binary, content);
    await putBeside(executable, binary, key);
    return readFileSync(place, 'utf8');
  };
  await expect(put('first', 'a')).resolves.toBe('first');
  await expect(put('unused', 'a')).resolves.toBe('first');
  await expect(put('second', 'b')).resolves.toBe('second');
  expect(readdirSync(folder)).toHaveLength(2);
});

test('the switches of SQLite are read without the comments and the key', () => {
  const gypi = "# 'NOT_THIS'\n{\n  'defines': [\n    'HAVE_USLEEP=1',\n    'SQLITE_ENABLE_FTS5',\n  ],\n}\n";
  expect(toDefines(gypi)).toEqual(['-DHAVE_USLEEP=1', '-DSQLITE_ENABLE_FTS5']);
});

test('the switches of the installed package bring full text search', () => {
  const folder = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));
  const defines = toDefines(readFileSync(join(folder, 'deps', 'defines.gypi'), 'utf8'));
  expect(defines).toContain('-DSQLITE_ENABLE_FTS5');
  expect(defines).toContain('-DSQLITE_DEFAULT_CACHE_SIZE=-16000');
});
