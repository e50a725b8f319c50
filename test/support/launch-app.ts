import { fileURLToPath } from 'node:url';

import type { ElectronApplication, Page } from 'playwright-core';
import { _electron, errors } from 'playwright-core';
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

type Attached = Pick<RunningApp, 'electron' | 'page'>;

const ATTACH_MS = 30_000;

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
  const { electron, page } = await attach({
    executablePath,
    args: [...sandbox, PROJECT, '--data', data, '--port', '0'],
    env: { ...(process.env as Record<string, string>), ...env },
    timeout: ATTACH_MS,
  });
  const close = async (): Promise<void> => {
    await electron.close().catch(() => {
      // Already gone: the test killed it.
    });
  };
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.waitForSelector('[role="grid"], main');
  if (size !== undefined) await resize(electron, size);
  return { electron, page, url: await receiverUrl(page), data, complaints, close };
}

/**
 * Playwright attaches to Electron through two debuggers and, on a busy machine, once in a while misses one and waits
 * for ever. That is no behaviour of the app, so such an attempt is ended and made once more; a second one is told.
 */
async function attach(options: Parameters<typeof _electron.launch>[0], isSecond = false): Promise<Attached> {
  let electron: ElectronApplication | undefined;
  try {
    electron = await _electron.launch(options);
    return { electron, page: await electron.firstWindow({ timeout: ATTACH_MS }) };
  } catch (error) {
    electron?.process().kill('SIGKILL');
    if (isSecond || !(error instanceof errors.TimeoutError)) throw error;
    return attach(options, true);
  }
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
