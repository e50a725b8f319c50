import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** What yauzl 3 offers and its published types do not tell yet. */
type IterableZip = ZipFile & { eachEntry(): AsyncIterable<Entry> };

/**
 * Unpacks the files of a zip that `place` names a relative path for, and leaves out those it answers undefined to.
 * File modes are kept, because an executable has to stay one.
 */
export async function unzip(
  archive: string,
  folder: string,
  place: (entryName: string) => string | undefined,
): Promise<void> {
  const zip = (await openPromise(archive, { lazyEntries: true, autoClose: false })) as IterableZip;
  try {
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName.endsWith('/') ? undefined : place(entry.fileName);
      if (path === undefined) continue;
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      const mode = (entry.externalFileAttributes >>> 16) & 0o777;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }));
    }
  } finally {
    zip.close();
  }
}
