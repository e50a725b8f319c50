import { expect, test } from 'vitest';

import { createLog } from '../../../main/domain/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog((line) => lines.push(line)));
  return lines.join('');
}

test('an entry has its time, its level and its message', () => {
  expect(logged((log) => log.info('webhooks are stored again'))).toMatch(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info webhooks are stored again\n$/,
  );
});

test('an error tells where it came from and what caused it', () => {
  const cause = new Error('disk on fire');
  const text = logged((log) => log.error('list:ids failed', new TypeError('no list', { cause })));
  expect(text).toMatch(/ error list:ids failed: TypeError: no list\n {4}at .*log\.test\.ts/);
  expect(text).toContain('(cause: Error: disk on fire');
});

test('what was thrown and is no error is told as it is', () => {
  expect(logged((log) => log.error('failed', 'a text'))).toContain('error failed: a text\n');
  expect(logged((log) => log.error('failed'))).toMatch(/error failed\n$/);
});

test('causes are redacted as well', () => {
  const cause = new Error('Authorization: Bearer abc.def.ghi from 447700900001');
  expect(logged((log) => log.error('x', new Error('y', { cause })))).not.toMatch(/abc\.def|4477009/);
});

test.each(['x ', 'secret-', 'bearer\t', 'eyJ'])('an endless entry of %j is cut, in bounded work', (part) => {
  const text = logged((log) => log.error(part.repeat(500_000)));
  expect(text.length).toBeLessThan(40_000);
});

test('a secret that lies on the cut goes with it', () => {
  const text = logged((log) => log.info(`${'word '.repeat(3_998)}eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjF9.c2lnbmF0dXJl`));
  expect(text).not.toContain('eyJ');
});
