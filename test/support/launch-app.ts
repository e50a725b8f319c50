import { fileURLToPath } from 'node:url';

import type { ElectronApplication, Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import type { Bridge } from '../../shared/bridge.ts';

declare global {
  interface Window {
    readonly inspector: Bridge;
  }
}

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly url: string;
  readonly data: string;
  /** What the page complained about: errors, and violations of its security policy. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export interface StartOptions {
  readonly data: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly size?: { readonly width: number; readonly height: number };
}

/** Starts the built app as `npm start` does, in a real Electron with a real window. */
export async function launchApp({ data, env = {}, size }: StartOptions): Promise<RunningApp> {
  const executablePath = process.env['ELECTRON_PATH'];
  if (executablePath === undefined) throw new Error('ELECTRON_PATH is not set: run the tests with npm test');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    executablePath,
    args: [...sandbox, PROJECT, '--data', data, '--port', '0'],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const close = async (): Promise<void> => {
    await electron.close().catch(() => {
      // Already gone: the test killed it.
    });
  };
  const page = await electron.firstWindow();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.waitForSelector('[role="grid"], main');
  if (size !== undefined) await resize(electron, size);
  return { electron, page, url: await receiverUrl(page), data, complaints, close };
}

async function receiverUrl(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const reply = await window.inspector.invoke('app:state', undefined);
    if (!reply.ok || reply.value.receiver.state !== 'listening') throw new Error('the receiver does not listen');
    return reply.value.receiver.baseUrl;
  });
}

async function resize(electron: ElectronApplication, size: { width: number; height: number }): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
}
