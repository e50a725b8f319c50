import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';

import { z } from 'zod';

const announcement = z.object({ port: z.number().int().min(1).max(65_535), key: z.string().min(1).max(200) });

/** Where a running app listens, and the key by which it knows what its own command line sends. */
export type Announcement = z.output<typeof announcement>;

/** Named by the requests of our own command line. Never stored: Vonage sends no such header. */
export const SIMULATOR_HEADER = 'x-webhook-inspector-simulator';

export function makeSimulatorKey(): string {
  return randomBytes(24).toString('base64url');
}

/** Writes it for other processes of the same person; `close` takes it away. */
export function announce(file: string, content: Announcement): { close(): void } {
  const remove = (): void => rmSync(file, { force: true });
  try {
    // A file that a crash has left keeps the mode that it had.
    remove();
    writeFileSync(file, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  } catch {
    // On a full disk the app can't be found by its command line, but it receives.
  }
  return { close: remove };
}

/** Null where there is none that can be read. */
export function readAnnouncement(file: string): Announcement | null {
  try {
    return announcement.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null; // No app has written it, or not one of ours.
  }
}

/** The headers without our own mark, where they have it with the right key; else null. */
export function withoutMark(rawHeaders: readonly string[], key: string): string[] | null {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === SIMULATOR_HEADER.length && name.toLowerCase() === SIMULATOR_HEADER) {
      return rawHeaders[index + 1] === key ? rawHeaders.toSpliced(index, 2) : null;
    }
  }
  return null;
}
