import { describe, expect, test, vi } from 'vitest';

import { PAGE } from '../../../main/app/scheme.ts';
import { rendererUrl, windowOptions } from '../../../main/app/window.ts';

// Electron is no module in Node; nothing of it is used by what is tested here.
vi.mock('electron', () => ({}));

const options = windowOptions('/app/preload.cjs', {
  bounds: { width: 900, height: 600, x: 5, y: 7 },
  maximized: false,
});

test('the page has no Node, runs in the sandbox and in a world of its own', () => {
  expect(options.webPreferences).toEqual({
    preload: '/app/preload.cjs',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    spellcheck: false,
  });
});

test('the window opens at its place, and is shown only once there is something to see', () => {
  expect(options).toMatchObject({ width: 900, height: 600, x: 5, y: 7, show: false });
});

describe('the page comes', () => {
  const devServer = { VITE_DEV_SERVER_URL: 'http://localhost:5173/' };
  test.each([
    ['from the dev server while developing', false, devServer, 'http://localhost:5173/'],
    ['from its files where there is no dev server', false, {}, PAGE],
    ['from its files in a packaged app, whatever the environment says', true, devServer, PAGE],
  ])('%s', (_name, isPackaged, env, url) => expect(rendererUrl({ isPackaged }, env)).toBe(url));
});
