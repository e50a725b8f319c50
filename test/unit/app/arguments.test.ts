import { expect, test } from 'vitest';

import { readAppOptions } from '../../../main/app/arguments.ts';

const read = (argv: string[], isPackaged = false, env = {}) => {
  const { port, data } = readAppOptions(argv, isPackaged, env);
  return { port, data };
};

test.each([
  ['none', ['electron', '.'], { port: undefined, data: undefined }],
  ['ours', ['electron', '.', '--port', '5000', '--data', '/d'], { port: 5_000, data: '/d' }],
  ['with an equals sign', ['electron', '.', '--port=5000', '--data=/a=b'], { port: 5_000, data: '/a=b' }],
  ['after a switch of Electron', ['electron', '--no-sandbox', '.', '--port', '0'], { port: 0, data: undefined }],
  [
    'among switches of Chromium',
    ['electron', '.', '--force-device-scale-factor=2', '--data', '/d', '--lang', 'de', '--port', '1', '--inspect=0'],
    { port: 1, data: '/d' },
  ],
  [
    'look-alikes are left alone',
    ['electron', '.', '--portable', '--data-dir=/x'],
    { port: undefined, data: undefined },
  ],
])('flags: %s', (_name, argv, expected) => expect(read(argv)).toEqual(expected));

test('a packaged app has no folder before its flags', () => {
  expect(read(['/opt/inspector', '--port', '5000'], true)).toEqual({ port: 5_000, data: undefined });
});

test('the environment says what the flags do not', () => {
  expect(read(['electron', '.'], false, { WEBHOOK_INSPECTOR_PORT: '6000' }).port).toBe(6_000);
  expect(read(['electron', '.', '--port=1'], false, { WEBHOOK_INSPECTOR_PORT: '6000' }).port).toBe(1);
});

test('a bad value is refused with a sentence', () => {
  expect(() => read(['electron', '.', '--port', 'high'])).toThrow('"high" is not a port.');
  expect(() => read(['electron', '.', '--data'])).toThrow(/--data/);
});
