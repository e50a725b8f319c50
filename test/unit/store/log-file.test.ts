import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { createLog } from '../../../main/domain/log.ts';
import { logFile } from '../../../main/store/log-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const LARGEST_BYTES = 2 * 1_024 * 1_024;
const newFile = (): string => join(temporaryFolder(), 'log.txt');

test('lines are appended in order, in a file for its owner only', () => {
  const file = newFile();
  const write = logFile(file);
  write('one\n');
  write('two\n');
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
  expect(statSync(file).mode & 0o077).toBe(process.platform === 'win32' ? 0o066 : 0);
});

describe('a log that is full', () => {
  test('becomes the old one, and the old one goes', () => {
    const file = newFile();
    writeFileSync(`${file}.old`, 'the oldest');
    writeFileSync(file, 'x'.repeat(LARGEST_BYTES + 1));
    logFile(file)('new\n');
    expect(readFileSync(file, 'utf8')).toBe('new\n');
    expect(readFileSync(`${file}.old`, 'utf8')).toBe('x'.repeat(LARGEST_BYTES + 1));
  });

  test('is one that has grown beyond 2 MiB, not one that has reached it', () => {
    const file = newFile();
    writeFileSync(file, 'x'.repeat(LARGEST_BYTES));
    logFile(file)('more\n');
    expect(existsSync(`${file}.old`)).toBe(false);
  });
});

test('a log that cannot be written does not end the app', () => {
  const write = logFile(join(temporaryFolder(), 'no', 'such', 'folder', 'log.txt'));
  expect(() => write('line\n')).not.toThrow();
});

test('no token, secret or phone number reaches the file', () => {
  const file = newFile();
  const log = createLog(logFile(file));
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjF9.c2lnbmF0dXJl';
  log.info(`got Authorization: Bearer ${token}`);
  log.error('failed for 447700900001', new Error(`secret=hunter2hunter2`, { cause: new Error(`from +447700900002`) }));
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/eyJ|hunter2|4477009/);
  expect(text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z info got Authorization/);
});
