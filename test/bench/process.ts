import type { ChildProcess } from 'node:child_process';
import { execFile, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { availableParallelism, constants, getPriority, setPriority } from 'node:os';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What Linux counts the CPU time of a thread in, on every machine that Node runs on. */
const TICKS_PER_SECOND = 100;

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

/** Where the threads of a server run. */
export type Placement =
  /** All on the first core. */
  | 'one core'
  /** The one that answers on the first, the others on the last, where the generator goes first. */
  | 'others apart';

/** Where Linux has two cores or more, the server gets the first and the generator the last. */
const canPin = process.platform === 'linux' && availableParallelism() > 1 && hasTaskset();

const LAST_CORE = String(availableParallelism() - 1);

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts one of `servers/` and waits for its port. */
export async function startServer(name: string, args: readonly string[], placement: Placement): Promise<Server> {
  const child = fork(new URL(`servers/${name}.ts`, import.meta.url), [...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const started = once(child, 'message') as Promise<[{ port: number }]>;
  if (canPin) execFileSync('taskset', ['-a', '-p', '-c', '0', String(child.pid)], { stdio: 'ignore' });
  const [{ port }] = await started;
  if (canPin && placement === 'others apart') moveThreads(child.pid ?? 0, ['projector', 'reader', 'V8Worker']);
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

/**
 * To the last core, at a lower priority than the generator's, which would be measured otherwise. V8's own threads collect
 * garbage and compile for all of them.
 */
function moveThreads(pid: number, names: readonly string[]): void {
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    if (!names.includes(readFileSync(`/proc/${pid}/task/${thread}/comm`, 'utf8').trim())) continue;
    execFileSync('taskset', ['-p', '-c', LAST_CORE, thread], { stdio: 'ignore' });
    setPriority(Number(thread), Math.min(getPriority() + 10, constants.priority.PRIORITY_LOW));
  }
}

/** Runs the generator on the last core. */
export async function runLoad(mode: 'closed' | 'open', port: number, count: number, pace: number): Promise<Load> {
  const script = new URL('load.ts', import.meta.url).pathname;
  const args = [script, mode, port, count, pace].map(String);
  const pin = ['-c', LAST_CORE, process.execPath];
  const { stdout } = canPin ? await run('taskset', [...pin, ...args]) : await run(process.execPath, args);
  return JSON.parse(stdout) as Load;
}

/** Seconds of CPU that the server's threads of this name have used; NaN where that can't be known. */
export function cpuSeconds(server: Server, thread: string): number {
  if (process.platform !== 'linux') return Number.NaN;
  const tasks = `/proc/${server.child.pid}/task`;
  const found = readdirSync(tasks).find((id) => readFileSync(`${tasks}/${id}/comm`, 'utf8').trim() === thread);
  if (found === undefined) return Number.NaN;
  // The name may hold spaces, so the fields are counted from the bracket behind it.
  const fields = readFileSync(`${tasks}/${found}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
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

/** An address that was listened on a moment ago. */
export async function deadTarget(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}
