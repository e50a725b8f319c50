import type { BrowserWindowConstructorOptions } from 'electron';
import { BrowserWindow, nativeTheme, screen } from 'electron';

import { PAGE } from './scheme.ts';
import type { WindowPlace, WindowPlaceStore } from './window-place.ts';

const SMALLEST = { width: 720, height: 480 };
const BACKGROUND = { dark: '#0f1115', light: '#ffffff' };

/** Hardened, and spelled out even where it is Electron's default: defaults have changed before. */
export function windowOptions(preload: string, place: WindowPlace): BrowserWindowConstructorOptions {
  return {
    ...place.bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Webhook Inspector for Vonage',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
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
    },
  };
}

/** The dev server is followed only by an app that is not packaged. */
export function rendererUrl(app: { readonly isPackaged: boolean }, env: NodeJS.ProcessEnv): string {
  const devServer = env['VITE_DEV_SERVER_URL'];
  return !app.isPackaged && devServer !== undefined ? devServer : PAGE;
}

/** Opens the one window where it was when it was closed. */
export function openWindow(preload: string, url: string, places: WindowPlaceStore): BrowserWindow {
  const place = places.read(screen.getAllDisplays().map((display) => display.workArea));
  const window = new BrowserWindow({
    ...windowOptions(preload, place),
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
  });
  if (place.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => places.write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  void window.loadURL(url);
  return window;
}
