import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';

export interface VirtualDisplay {
  /** For the environment variable DISPLAY. */
  name: string;
  close(): Promise<void>;
}

const START_MS = 20_000;

/** Starts Xvfb on a display number that it picks itself, so that runs side by side do not meet. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const args = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = () => server.kill();
  process.once('exit', stop);
  try {
    const number = await Promise.race([
      readNumber(server.stdio[3]),
      new Promise<never>((_resolve, reject) => server.once('error', reject)),
      ended.then(() => Promise.reject(new Error('Xvfb ended at once.'))),
      new Promise<never>((_resolve, reject) => {
        setTimeout(() => reject(new Error('Xvfb did not come up.')), START_MS).unref();
      }),
    ]);
    return {
      name: `:${number}`,
      async close() {
        process.off('exit', stop);
        stop();
        await ended;
      },
    };
  } catch (error) {
    stop();
    throw new Error('No virtual display could be started. On Debian, `apt-get install xvfb` brings it.', {
      cause: error,
    });
  }
}

async function readNumber(stream: unknown): Promise<number> {
  let text = '';
  if (!(stream instanceof Readable)) throw new Error('Xvfb has no pipe to answer on.');
  for await (const chunk of stream) {
    text += String(chunk);
    if (text.includes('\n')) return Number.parseInt(text, 10);
  }
  throw new Error('Xvfb named no display.');
}
