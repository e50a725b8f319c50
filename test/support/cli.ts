import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { onTestFinished } from 'vitest';

import { temporaryFolder } from './temporary-folder.ts';

export const HEADLESS = fileURLToPath(new URL('../../main/headless.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** Runs the command line to its end, as `npm run -s cli` does. */
export async function runCli(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  const running = spawnCli(args, surroundings);
  const chunks: Buffer[] = [];
  running.child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { code, signal } = await running.ended;
  return { code, signal, stdout: Buffer.concat(chunks).toString(), stderr: running.stderr() };
}

export interface Listener {
  readonly child: ChildProcessWithoutNullStreams;
  readonly url: string;
  readonly port: number;
  readonly data: string;
  readonly firstLine: string;
  /** The next lines after the first, as they come. */
  lines(count: number): Promise<string[]>;
  readonly stderr: () => string;
  /** Sends the signal and waits until the process is gone. */
  end(signal: NodeJS.Signals): Promise<Omit<Ended, 'stdout'>>;
}

/** Starts `listen` as a process of its own and waits until it listens. */
export async function startListener({
  data = temporaryFolder(),
  args = [],
  ...surroundings
}: Surroundings & { readonly data?: string; readonly args?: readonly string[] } = {}): Promise<Listener> {
  const { child, ended, stderr } = spawnCli(['listen', '--port', '0', '--data', data, ...args], surroundings);
  const output = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await output.next();
    if (done === true) throw new Error(`no more lines: ${stderr()}`);
    return value;
  };
  const firstLine = await next();
  const url = firstLine.replace('listening ', '');
  return {
    child,
    url,
    port: Number(new URL(url).port),
    data,
    firstLine,
    async lines(count) {
      const lines: string[] = [];
      while (lines.length < count) lines.push(await next());
      return lines;
    },
    stderr,
    async end(signal) {
      child.kill(signal);
      return { ...(await ended), stderr: stderr() };
    },
  };
}

interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Pick<Ended, 'code' | 'signal'>>;
  readonly stderr: () => string;
}

/** Starts the command line with nobody reading its output yet. */
export function spawnCli(args: readonly string[], { env = {}, cwd = temporaryFolder() }: Surroundings = {}): Started {
  const child = spawn(process.execPath, [HEADLESS, ...args], { env: { ...process.env, ...env }, cwd });
  const chunks: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ended, stderr: () => Buffer.concat(chunks).toString() };
}
