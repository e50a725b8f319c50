import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { array, assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';

import {
  announce,
  makeSimulatorKey,
  readAnnouncement,
  SIMULATOR_HEADER,
  withoutMark,
} from '../../../main/receiver/announcement.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const aFile = (): string => join(temporaryFolder(), 'receiver.json');

test('what is announced can be read by its owner alone, until it is closed', () => {
  const file = aFile();
  writeFileSync(file, 'left by a crash');
  chmodSync(file, 0o644);
  const announced = announce(file, { port: 4_747, key: 'k' });
  expect(readAnnouncement(file)).toEqual({ port: 4_747, key: 'k' });
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  announced.close();
  announced.close();
  expect(existsSync(file)).toBe(false);
});

test('a folder that can’t be written to stops nothing', () => {
  const file = aFile();
  mkdirSync(file);
  announce(join(file, 'nowhere', 'receiver.json'), { port: 1, key: 'k' }).close();
});

test.each(['', '{', '[]', '{"port":0,"key":"k"}', '{"port":1}', '{"port":"1","key":"k"}'])(
  '%j is no announcement',
  (text) => {
    const file = aFile();
    writeFileSync(file, text);
    expect(readAnnouncement(file)).toBeNull();
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
);

test('keys can’t be guessed', () => {
  expect(makeSimulatorKey()).toMatch(/^[\w-]{32}$/);
  expect(makeSimulatorKey()).not.toBe(makeSimulatorKey());
});

test('the mark is taken out, whatever its case and place, and only with the right key', () => {
  const headers = ['Host', 'h', 'X-Webhook-Inspector-Simulator', 'key', 'A', 'b'];
  expect(withoutMark(headers, 'key')).toEqual(['Host', 'h', 'A', 'b']);
  expect(withoutMark(headers, 'other')).toBeNull();
  expect(withoutMark([], 'key')).toBeNull();
  assert(
    property(array(string()), (others) => {
      const even = others.slice(0, others.length - (others.length % 2));
      if (!even.some((each) => each.toLowerCase() === SIMULATOR_HEADER)) expect(withoutMark(even, 'key')).toBeNull();
      expect(withoutMark([SIMULATOR_HEADER, 'key', ...even], 'key')).toEqual(even);
    }),
  );
});
