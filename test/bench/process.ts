import type { ChildProcess } from 'node:child_process';
import { execFile, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly refused: number;
  readonly endedAt: number;
}

export interface Server {
  readonly port: number;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Where Linux has two cores or more, the server gets the first `cores` and the generator the last. */
const canPin = process.platform === 'linux' && availableParallelism() > 1 && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts one of `servers/` and waits for its port. */
export async function startServer(name: string, args: readonly string[], cores: string): Promise<Server> {
  const child = fork(new URL(`servers/${name}.ts`, import.meta.url), [...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  if (canPin) execFileSync('taskset', ['-a', '-p', '-c', cores, String(child.pid)], { stdio: 'ignore' });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    child,
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
      if (name === 'bare') child.kill();
      await exited;
    },
  };
}

/** Runs the generator on the last core. */
export async function runLoad(mode: 'closed' | 'open', port: number, count: number, pace: number): Promise<Load> {
  const script = new URL('load.ts', import.meta.url).pathname;
  const args = [script, mode, port, count, pace].map(String);
  const pin = ['-c', String(availableParallelism() - 1), process.execPath];
  const { stdout } = canPin ? await run('taskset', [...pin, ...args]) : await run(process.execPath, args);
  return JSON.parse(stdout) as Load;
}

/** Resolves with how long after `since` (ms since 1970) the index had all of `count` requests. */
export async function untilIndexed(server: Server, count: number, since: number): Promise<number> {
  const answer = once(server.child, 'message') as Promise<[{ indexedAt: number }]>;
  server.child.send({ untilIndexed: count });
  const [{ indexedAt }] = await answer;
  return Math.max(0, indexedAt - since);
}

/** Proportional set size in MB: shared pages counted by their share. Linux only; NaN elsewhere. */
export function memoryMb(server: Server): number {
  if (process.platform !== 'linux') return Number.NaN;
  const rollup = readFileSync(`/proc/${server.child.pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) / 1_024;
}
