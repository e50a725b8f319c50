import { appendFileSync, renameSync, statSync } from 'node:fs';

const LARGEST_BYTES = 2 * 1_024 * 1_024;

/** Appends to a file that never grows beyond 2 MiB: the full one becomes `<file>.old`, the one before it goes. */
export function logFile(file: string): (line: string) => void {
  return (line) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES) renameSync(file, `${file}.old`);
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // A full disk must not take the app with it because of its log.
    }
  };
}
