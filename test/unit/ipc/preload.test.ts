import { EventEmitter } from 'node:events';

import { beforeAll, describe, expect, test, vi } from 'vitest';

import type { Bridge } from '../../../shared/bridge.ts';
import { events, requests } from '../../../shared/contract.ts';

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
  ipc: undefined as EventEmitter | undefined,
}));
vi.mock('electron', () => {
  electron.ipc = Object.assign(new EventEmitter(), {
    invoke(...args: unknown[]) {
      electron.invoked.push(args);
      return Promise.resolve('reply');
    },
  });
  return {
    ipcRenderer: electron.ipc,
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => electron.exposed.set(name, value) },
  };
});

let bridge: Bridge;
beforeAll(async () => {
  await import('../../../main/preload/index.ts');
  bridge = electron.exposed.get('inspector') as Bridge;
});

test('the page gets two functions and nothing else', () => {
  expect([...electron.exposed.keys()]).toEqual(['inspector']);
  expect(Object.keys(bridge).toSorted()).toEqual(['invoke', 'subscribe']);
});

describe('invoke', () => {
  test.each(Object.keys(requests))('passes %s on', async (channel) => {
    electron.invoked.length = 0;
    expect(await bridge.invoke(channel as never, { some: 'input' } as never)).toBe('reply');
    expect(electron.invoked).toEqual([[channel, { some: 'input' }]]);
  });

  test.each(['', 'secrets:read', 'toString', '__proto__', 'ELECTRON_BROWSER_REQUIRE'])(
    'rejects %j',
    async (channel) => {
      electron.invoked.length = 0;
      await expect(bridge.invoke(channel as never, undefined as never)).rejects.toThrow('unknown channel');
      expect(electron.invoked).toEqual([]);
    },
  );
});

describe('subscribe', () => {
  test.each(Object.keys(events))('gives the payload of %s to the page, and never the event object', (name) => {
    const heard: unknown[][] = [];
    const stop = bridge.subscribe(name as never, (...args: unknown[]) => void heard.push(args));
    electron.ipc?.emit(name, { sender: 'ipcRenderer' }, { upTo: 1 }, 'more');
    stop();
    electron.ipc?.emit(name, { sender: 'ipcRenderer' }, { upTo: 2 });
    expect(heard).toEqual([[{ upTo: 1 }]]);
    expect(electron.ipc?.listenerCount(name)).toBe(0);
  });

  test.each(['', 'app:changed ', 'constructor', 'error'])('refuses %j', (name) => {
    expect(() => bridge.subscribe(name as never, () => {})).toThrow('unknown event');
    expect(electron.ipc?.eventNames()).toEqual([]);
  });

  test('two listeners of one event are ended one by one', () => {
    const heard: string[] = [];
    const stopFirst = bridge.subscribe('app:changed', () => void heard.push('first'));
    const stopSecond = bridge.subscribe('app:changed', () => void heard.push('second'));
    stopFirst();
    electron.ipc?.emit('app:changed', {}, {});
    stopSecond();
    expect(heard).toEqual(['second']);
  });
});
