import { describe, expect, test } from 'vitest';

import { requests } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/reply.ts';
import { createLog } from '../../../main/domain/log.ts';
import type { Handlers } from '../../../main/ipc/router.ts';
import { answer, isTrusted, registerHandlers } from '../../../main/ipc/router.ts';

const ORIGIN = 'app://inspector';
const TOP_FRAME = { origin: ORIGIN, parent: null };

describe('ipc trusts', () => {
  test.each([
    ['our top frame', TOP_FRAME, true],
    ['a child frame of ours', { origin: ORIGIN, parent: {} }, false],
    ['a destroyed frame', null, false],
    ['another origin', { origin: 'https://evil.example', parent: null }, false],
    ['a look-alike', { origin: 'app://inspector.evil.example', parent: null }, false],
    ['an origin of other case', { origin: 'APP://INSPECTOR', parent: null }, false],
    ['an opaque origin', { origin: 'null', parent: null }, false],
    ['an empty origin', { origin: '', parent: null }, false],
  ])('%s: %#', (_name, frame, expected) => expect(isTrusted(frame as never, ORIGIN)).toBe(expected));
});

/** Handlers that note what reaches them. */
function noting(overrides: Partial<Handlers> = {}) {
  const reached: [string, unknown][] = [];
  const note =
    (channel: string) =>
    (input: unknown): never => {
      reached.push([channel, input]);
      return undefined as never;
    };
  const all = Object.fromEntries(Object.keys(requests).map((channel) => [channel, note(channel)]));
  const lines: string[] = [];
  return {
    reached,
    lines,
    log: createLog((line) => lines.push(line)),
    handlers: { ...(all as unknown as Handlers), ...overrides },
  };
}

describe('an answer', () => {
  test('carries the value of the handler, which gets the parsed input', async () => {
    const { handlers, log, reached } = noting({ 'webhook:restore': () => Promise.resolve({ restored: true }) });
    expect(await answer(handlers, log, 'webhook:restore', { removal: 3 })).toEqual({
      ok: true,
      value: { restored: true },
    });
    await answer(handlers, log, 'webhook:get', { id: 5, more: 'than asked for' });
    expect(reached).toEqual([['webhook:get', { id: 5 }]]);
  });

  test.each([
    ['webhook:get', undefined],
    ['webhook:get', { id: '5' }],
    ['webhook:get', { id: -1 }],
    ['list:ids', { view: 'all', filter: 'x'.repeat(2_001), after: 0 }],
    ['list:rows', { ids: Array.from({ length: 501 }, () => 1) }],
    ['webhook:star', { ids: [1], starred: 'yes' }],
    ['settings:set', { port: 70_000 }],
    ['app:state', 'anything'],
  ] as const)('to %s with a bad input is a refusal, and the handler is not called', async (channel, input) => {
    const { handlers, log, reached } = noting();
    expect(await answer(handlers, log, channel, input)).toEqual({
      ok: false,
      error: { code: 'invalid-input', message: expect.stringContaining(`${channel}: `) },
    });
    expect(reached).toEqual([]);
  });

  test('that a person can act on says what it is', async () => {
    const refusal = new AppError('sample-refused', 'The receiver answered the sample with 503.');
    const { handlers, log, lines } = noting({ 'sample:send': () => Promise.reject(refusal) });
    expect(await answer(handlers, log, 'sample:send', undefined)).toEqual({
      ok: false,
      error: { code: 'sample-refused', message: 'The receiver answered the sample with 503.' },
    });
    expect(lines).toEqual([]);
  });

  test.each([
    [
      'thrown',
      () => {
        throw new TypeError('secret=/home/me');
      },
    ],
    ['rejected', () => Promise.reject(new TypeError('secret=/home/me'))],
    ['no error at all', () => Promise.reject('secret=/home/me')],
  ] as const)('to what is our fault hides it from the page and logs it once: %s', async (_name, fail) => {
    const { handlers, log, lines } = noting({ 'sample:send': fail });
    expect(await answer(handlers, log, 'sample:send', undefined)).toEqual({
      ok: false,
      error: { code: 'internal', message: 'Something went wrong. The log in the data folder has the details.' },
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('error sample:send failed: ');
  });
});

describe('registering', () => {
  type Listener = (event: { senderFrame: unknown }, raw: unknown) => unknown;

  function registered() {
    const listeners = new Map<string, Listener>();
    const all = noting();
    const ipcMain = { handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) };
    registerHandlers(ipcMain as never, all.handlers, all.log, ORIGIN);
    return { ...all, listeners };
  }

  test('answers every channel of the contract, and no other', () => {
    expect([...registered().listeners.keys()].toSorted()).toEqual(Object.keys(requests).toSorted());
  });

  test.each(Object.keys(requests))('puts the question of trust before %s', async (channel) => {
    const { listeners, reached } = registered();
    const stranger = { senderFrame: { origin: 'https://evil.example', parent: null } };
    expect(await listeners.get(channel)?.(stranger, undefined)).toEqual({
      ok: false,
      error: { code: 'not-trusted', message: 'This page may not use the app.' },
    });
    expect(reached).toEqual([]);
  });

  test('lets our page ask', async () => {
    const { listeners, reached } = registered();
    await listeners.get('webhook:get')?.({ senderFrame: TOP_FRAME }, { id: 1 });
    expect(reached).toEqual([['webhook:get', { id: 1 }]]);
  });
});
