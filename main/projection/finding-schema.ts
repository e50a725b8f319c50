import type { Migration } from '../store/open-database.ts';
import { PROBLEM } from './message-schema.ts';

/** How much is noticed about each webhook, and whether that makes it a problem: what can trip an app does. */
export const addFindings: Migration = (db) => {
  db.exec(`
    DROP INDEX webhooks_by_problem;
    ALTER TABLE webhooks DROP COLUMN problem;
    ALTER TABLE webhooks ADD COLUMN findings INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE webhooks ADD COLUMN can_trip INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE webhooks ADD COLUMN problem INTEGER GENERATED ALWAYS AS (${PROBLEM} OR can_trip = 1) VIRTUAL;
    CREATE INDEX webhooks_by_problem ON webhooks (problem) WHERE problem = 1;`);
};
