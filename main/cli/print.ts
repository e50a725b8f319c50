import { writeSync } from 'node:fs';

const STDOUT = 1;
const RETRY_MS = 2;
const pause = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/**
 * Writes to standard output and comes back when all of it is written, however slow its reader is.
 *
 * False where nobody reads any more (`| head`, or a terminal that is closed): that ends a command, and is no error.
 */
export function print(text: string): boolean {
  let bytes = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(STDOUT, bytes));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE' || code === 'EIO') return false;
      if (code !== 'EAGAIN') throw error;
      // The pipe is full and does not block: wait for its reader without spinning.
      Atomics.wait(pause, 0, 0, RETRY_MS);
    }
  }
  return true;
}
