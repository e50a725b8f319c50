import { describe, expect, test } from 'vitest';

import { readOptions } from '../../../main/cli/options.ts';
import { AppError } from '../../../shared/reply.ts';

test('nothing given is a listener with defaults', () => {
  expect(readOptions([], {})).toEqual({
    port: undefined,
    data: undefined,
    json: false,
    headless: false,
    format: 'jsonl',
    filter: '',
    accounts: [],
    replay: { all: false, stopOnFailure: false, selfSigned: false },
    send: { unsigned: false, noWait: false },
    tunnel: null,
    application: null,
    words: [],
  });
});

test('all flags are read, wherever the command stands', () => {
  const args = [
    '--json',
    'export',
    '--data',
    '/d',
    '--filter',
    'two words',
    '--format=jsonl',
    '--headless',
    '--port=0',
    '--account=a:A',
    '--account',
    'b:B',
    '--token',
    'a.b.c',
    '--body=file',
    '--secret-env=NAME',
    '--now=1736933400',
    '--forward=http://localhost:1',
    '--all',
    '--pace=recorded',
    '--concurrency=2',
    '--signature=keep',
    '--stop-on-failure',
    '--self-signed',
    '--to=http://localhost:2',
    '--from=/e',
    '--seed=7',
    '--unsigned',
    '--no-wait',
  ];
  expect(readOptions(args, {})).toEqual({
    port: 0,
    data: '/d',
    json: true,
    headless: true,
    format: 'jsonl',
    filter: 'two words',
    from: '/e',
    accounts: ['a:A', 'b:B'],
    token: 'a.b.c',
    body: 'file',
    secretEnv: 'NAME',
    now: 1_736_933_400,
    forward: 'http://localhost:1',
    replay: {
      to: 'http://localhost:2',
      all: true,
      pace: 'recorded',
      concurrency: '2',
      signature: 'keep',
      stopOnFailure: true,
      selfSigned: true,
    },
    send: { to: 'http://localhost:2', seed: 7, unsigned: true, noWait: true },
    tunnel: null,
    application: null,
    words: ['export'],
  });
});

describe('a port', () => {
  test.each([
    ['0', 0],
    ['1', 1],
    ['65535', 65_535],
  ])('may be %s', (text, port) => {
    expect(readOptions([`--port=${text}`], {}).port).toBe(port);
    expect(readOptions([], { WEBHOOK_INSPECTOR_PORT: text }).port).toBe(port);
  });

  test.each(['65536', '-1', '1.5', '1e3', '0x50', ' 80', 'http', '999999999'])('may not be %j', (text) => {
    const refusal = expect.objectContaining({
      code: 'bad-port',
      message: `"${text}" is not a port. Give a number from 0 to 65535; 0 picks a free one.`,
    });
    expect(() => readOptions([`--port=${text}`], {})).toThrow(refusal);
    expect(() => readOptions([], { WEBHOOK_INSPECTOR_PORT: text })).toThrow(refusal);
  });

  test('on the command line goes before the environment, and an empty one is none', () => {
    expect(readOptions(['--port', '1'], { WEBHOOK_INSPECTOR_PORT: '2' }).port).toBe(1);
    expect(readOptions([], { WEBHOOK_INSPECTOR_PORT: '' }).port).toBeUndefined();
  });
});

test.each([
  ['an unknown flag', ['--prot', '1']],
  ['a flag without its value', ['--data']],
  ['a value for a switch', ['--json=yes']],
])('%s is refused with a hint', (_name, args) => {
  expect(() => readOptions(args, {})).toThrow(
    expect.objectContaining({ code: 'bad-option', message: expect.stringMatching(/Try: npm run -s cli -- help$/) }),
  );
});

test.each(['', 'now', '-1', '1.5', '1e9', '173693340000'])('%j is no time', (text) => {
  expect(() => readOptions([`--now=${text}`], {})).toThrow('is not a time');
});

describe('going online', () => {
  test.each([
    [['--tunnel', 'ngrok'], { kind: 'ngrok', domain: '' }],
    [['--tunnel=ngrok', '--domain=a.ngrok.app'], { kind: 'ngrok', domain: 'a.ngrok.app' }],
    [['--public-url', 'https://a.example'], { kind: 'custom', url: 'https://a.example' }],
  ])('%j', (args, choice) => expect(readOptions(args, {}).tunnel).toEqual(choice));
});

describe('an application to point here', () => {
  test('goes with a tunnel', () => {
    expect(readOptions(['--tunnel=ngrok', '--switch=app-1'], {}).application).toBe('app-1');
    expect(readOptions(['--public-url=https://a.example', '--switch=app-1'], {}).application).toBe('app-1');
  });

  test.each([
    ['alone', ['--switch=app-1']],
    ['empty', ['--tunnel=ngrok', '--switch=']],
    ['a path', ['--tunnel=ngrok', '--switch=../app-1']],
    ['too long', ['--tunnel=ngrok', `--switch=${'a'.repeat(101)}`]],
  ])('is refused: %s', (_name, args) => {
    expect(() => readOptions(args, {})).toThrow(AppError);
  });
});
