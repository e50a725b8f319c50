import type { KeepLimits, Kept } from '../capture/retention.ts';
import { Retention } from '../capture/retention.ts';
import type { DataFiles } from '../projection/reader.ts';
import { openReadOnly } from '../store/open-database.ts';
import { StarStore } from '../store/star-store.ts';

export interface Wished {
  readonly limits: KeepLimits;
  readonly kept: Kept;
  /** Microseconds since 1970 UTC. */
  readonly now: number;
}

/** How many webhooks would go under these limits: the very walk that deletes them, and nothing is deleted. */
export function countBeyond({ capture, app }: DataFiles, { limits, kept, now }: Wished): number {
  const record = openReadOnly(capture);
  const appDb = openReadOnly(app);
  try {
    const stars = new StarStore(appDb, () => now);
    let count = 0;
    const retention = new Retention({
      record,
      removals: { expire: (ids) => void (count += ids.length) },
      clock: () => now,
      limits: () => limits,
      kept: () => kept,
      starred: (first, last) => stars.within(first, last),
    });
    retention.begin();
    while (retention.step());
    return count;
  } finally {
    appDb.close();
    record.close();
  }
}
