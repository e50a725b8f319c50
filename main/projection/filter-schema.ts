import type { Migration } from '../store/open-database.ts';

/**
 * What filters read.
 *
 * `webhooks_by_filter` is a narrow copy of the table in the order of its ids: whatever conditions are combined, one
 * walk over it answers in the list's own order, and new rows go to its end, which keeps writing cheap. An index for each
 * word would make a filter of two common values look up half of the table, and every webhook pay for each of them. Only
 * what picks few webhooks out of many has its own.
 */
export const addFilters: Migration = (db) => {
  db.exec(`
    CREATE INDEX webhooks_by_filter ON webhooks (id, view, received_at, api, kind, channel, sender, recipient, status,
      error_code, account, verdict, via, message, bad, body_bytes, duration_us, answer_status, outcome, misrouted_to,
      duplicate_of, out_of_order, late, can_trip);
    CREATE INDEX webhooks_by_sender ON webhooks (sender COLLATE NOCASE) WHERE sender IS NOT NULL;
    CREATE INDEX webhooks_by_recipient ON webhooks (recipient COLLATE NOCASE) WHERE recipient IS NOT NULL;
    CREATE INDEX webhooks_by_error ON webhooks (error_code COLLATE NOCASE) WHERE error_code IS NOT NULL;`);
};
