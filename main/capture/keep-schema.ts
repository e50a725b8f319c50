import type { Db } from '../store/open-database.ts';

/** What stays known of removals that are forgotten: ids are never used twice, and an index can tell what it missed. */
export function addForgotten(db: Db): void {
  db.exec(`
    CREATE TABLE forgotten (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      last_id INTEGER NOT NULL,
      change_seq INTEGER NOT NULL,
      probes INTEGER NOT NULL
    ) STRICT;
    INSERT INTO forgotten (only, last_id, change_seq, probes) VALUES (1, 0, 0, 0);
    CREATE INDEX changes_by_removal ON changes (removal);
    CREATE INDEX removals_due ON removals (removed_at) WHERE state = 'removed';`);
}
