import type { Migration } from '../store/open-database.ts';

/**
 * What filters read.
 *
 * `webhooks_by_filter` is a narrow copy of the table in the order of its ids: whatever conditions are combined, one
 * walk over it answers in the list's own order, and new rows go to its end, which keeps writing cheap. An index for each
 * word would make a filter of two common values look up half of the table, and every webhook pay for each of them.
 *
 * It is narrow because it leaves out what never changes of a webhook and is shared by many. Each combination of that
 * stands in `shapes` once, and a webhook has its number.
 */
export const addFilters: Migration = (db) => {
  db.exec(`
    CREATE TABLE shapes (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      view INTEGER NOT NULL,
      api TEXT NOT NULL,
      kind TEXT NOT NULL,
      channel TEXT,
      status TEXT,
      error_code TEXT,
      account TEXT,
      via TEXT NOT NULL,
      answer_status INTEGER NOT NULL,
      has_id INTEGER NOT NULL,
      has_findings INTEGER NOT NULL,
      is_misrouted INTEGER NOT NULL,
      is_incomplete INTEGER NOT NULL,
      is_problem INTEGER NOT NULL
    ) STRICT;
    ALTER TABLE webhooks ADD COLUMN shape INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX webhooks_by_filter ON webhooks (
      id, shape, verdict, duplicate_of, out_of_order, late, received_at, sender, recipient);`);
};
