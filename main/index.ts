import { join } from 'node:path';
import process from 'node:process';

import { app, dialog, ipcMain, Menu, nativeTheme, safeStorage, session } from 'electron';

import manifest from '../package.json' with { type: 'json' };
import type { Settings } from '../shared/contract.ts';
import { AppError } from '../shared/reply.ts';
import { menuTemplate } from './app/menu.ts';
import { declareScheme, ORIGIN, serveAssets } from './app/scheme.ts';
import { guardContents, guardSession } from './app/security.ts';
import { utilityAgent } from './app/utility-agent.ts';
import { systemVault } from './app/vault.ts';
import { createWindowPlaceStore } from './app/window-place.ts';
import { openWindow, rendererUrl } from './app/window.ts';
import { readAppOptions } from './app/arguments.ts';
import { createCore } from './core.ts';
import { chooseDataFolder, makeDataFolder } from './data-folder.ts';
import { createLog } from './domain/log.ts';
import { createHandlers } from './ipc/handlers.ts';
import { publish } from './ipc/publisher.ts';
import { registerHandlers } from './ipc/router.ts';
import { logFile } from './store/log-file.ts';
import { vonageHosts } from './vonage/vonage-http.ts';
import { ngrokEdge } from './tunnel/ngrok-edge.ts';
import { workerScripts } from './worker-scripts.ts';

// Root in a container has no sandbox: the start script says so with the switch, and both at once would not start.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declareScheme();
process.once('SIGINT', () => app.quit());
process.once('SIGTERM', () => app.quit());

// Not awaited: Electron is ready only after this module has run to its end.
start().catch((error: unknown) => {
  const message = error instanceof AppError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${message}\n`);
  if (app.isReady()) dialog.showErrorBox("Webhook Inspector can't start", message);
  app.exit(1);
});

async function start(): Promise<void> {
  const options = readAppOptions(process.argv, app.isPackaged, process.env);
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  makeDataFolder(folder);
  const log = createLog(logFile(folder.log));
  // Chromium keeps caches and the page's storage; they belong into the one folder too.
  app.setPath('userData', join(folder.path, 'window'));
  app.setPath('sessionData', join(folder.path, 'window'));
  app.setPath('crashDumps', join(folder.path, 'window', 'crashes'));
  app.setAppLogsPath(join(folder.path, 'window', 'logs'));
  if (!app.requestSingleInstanceLock()) return app.exit(0);

  const workers = workerScripts(import.meta.url);
  const coreStarted = createCore({
    folder,
    version: manifest.version,
    log,
    workers,
    startAgent: utilityAgent(workers.ngrok),
    ngrokEdge: ngrokEdge(process.env),
    port: options.port,
    vonage: vonageHosts(process.env),
    systemVault: app.whenReady().then(() => systemVault(safeStorage, process.platform)),
  });
  const [core] = await Promise.all([coreStarted, app.whenReady()]);

  const url = rendererUrl(app, process.env);
  const origin = url.startsWith(ORIGIN) ? ORIGIN : new URL(url).origin;
  serveAssets(join(import.meta.dirname, '..', 'renderer'));
  guardSession(session.defaultSession, origin);
  app.on('web-contents-created', (_event, contents) => guardContents(contents, origin));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged)));
  registerHandlers(ipcMain, createHandlers(core), log, origin);
  applyTheme(core.settings());
  core.events.on('settings', applyTheme);

  const places = createWindowPlaceStore(join(folder.path, 'window-place.json'));
  const preload = join(import.meta.dirname, '..', 'preload', 'preload-index.cjs');
  const window = openWindow(preload, url, places);
  const publisher = publish(core, (event, payload) => {
    if (!window.isDestroyed()) window.webContents.send(event, payload);
  });
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });

  core.events.on('restart', () => {
    app.relaunch();
    app.quit();
  });
  quitAfter(async () => {
    publisher.close();
    await core.close();
  });
}

function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme;
}

/** Lets the app quit only once everything is closed: quitting in the middle of load loses nothing. */
function quitAfter(close: () => Promise<void>): void {
  let closed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}
