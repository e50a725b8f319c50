import { join } from 'node:path';

import { expect, test } from 'vitest';

import { connect, ownBinary } from '../../../main/store/sqlite.ts';
import { closing } from '../../support/databases.ts';

const executable = join('some', 'where', 'electron');

test.each(['10', '11', '12'])('with Node-API %s the binary of the package is used', (nodeApi) => {
  expect(ownBinary(nodeApi, executable)).toBeNull();
});

test.each(['8', '9', undefined])('with Node-API %s the one beside the program is used', (nodeApi) => {
  expect(ownBinary(nodeApi, executable)).toBe(join('some', 'where', 'better_sqlite3.node'));
});

test('the runtime of the tests opens a database', () => {
  expect(closing(connect(':memory:', {})).prepare('SELECT 1').pluck().get()).toBe(1);
});
