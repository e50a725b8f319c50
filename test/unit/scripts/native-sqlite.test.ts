import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { expect, test } from 'vitest';

import { needsOwnBinary, toDefines } from '../../../scripts/native-sqlite.ts';

test.each([
  ['33.2.1', true],
  ['35.7.5', true],
  ['36.0.0', false],
  ['45.4.1', false],
])('Electron %s needs its own SQLite binary: %s', (version, expected) => {
  expect(needsOwnBinary(version)).toBe(expected);
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
