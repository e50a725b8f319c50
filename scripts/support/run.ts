import { spawn } from 'node:child_process';

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  timeoutMs?: number;
}

export interface RunResult {
  code: number;
  /** Standard output alone, for commands that are asked a question. */
  stdout: string;
  /** Both streams in the order they came, for telling why a command failed. */
  output: string;
}

/** Runs a command to its end and keeps what it prints. A failure is a result; only a missing command throws. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    timeout: options.timeoutMs,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const both: Buffer[] = [];
  const answer: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    answer.push(chunk);
    both.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => both.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  return { code, stdout: Buffer.concat(answer).toString(), output: Buffer.concat(both).toString() };
}

/** Runs a command that has to succeed. Its output appears only in the error. */
export async function mustRun(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await run(command, args, options).catch((error: unknown) => {
    throw new Error(`${command} could not be started.`, { cause: error });
  });
  if (result.code !== 0) {
    throw new Error(`${[command, ...args].join(' ')} failed with code ${result.code}:\n${result.output.trim()}`);
  }
  return result.stdout;
}
