import type { IpcRendererEvent } from 'electron';
import { contextBridge, ipcRenderer } from 'electron';

import type { Bridge } from '../../shared/bridge.ts';
import { isChannel, isEvent } from '../../shared/bridge.ts';

/** Closes over `ipcRenderer`: neither it nor an event object ever reaches the page. */
const bridge: Bridge = {
  invoke: (channel, input) =>
    isChannel(channel) ? ipcRenderer.invoke(channel, input) : Promise.reject(new Error('unknown channel')),
  subscribe: (event, listener) => {
    if (!isEvent(event)) throw new Error('unknown event');
    const relay = (_: IpcRendererEvent, payload: Parameters<typeof listener>[0]): void => listener(payload);
    ipcRenderer.on(event, relay);
    return () => void ipcRenderer.off(event, relay);
  },
};

contextBridge.exposeInMainWorld('inspector', bridge);
