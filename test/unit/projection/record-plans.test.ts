import { expect, test } from 'vitest';

import { chooseDataFolder } from '../../../main/data-folder.ts';
import { openIndexDatabase } from '../../../main/projection/index-database.ts';
import { Projector } from '../../../main/projection/projector.ts';
import { openRecord as openRecordReader } from '../../../main/transfer/export-webhooks.ts';
import { closing, openLog, openRecord, temporaryFiles } from '../../support/databases.ts';
import { queryPlans } from '../../support/query-plans.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { inbound, status } from '../../support/webhooks.ts';

/** A plan that walks a whole table, but for the few rows of some, or sorts rows. */
const WASTEFUL =
  /SCAN (?!view_counts|progress|checking|rebuilding|forgotten|CONSTANT|removals\b|webhooks_text VIRTUAL TABLE INDEX \d+:><)|FOR ORDER BY/;

test('following the record reads on from the mark', () => {
  const files = temporaryFiles();
  const record = openRecord(files.capture);
  const index = closing(openIndexDatabase(files.index));
  record.append(inbound(), status());
  record.removals.restore(record.removals.remove([1]));
  const plans = queryPlans(files.capture, { projection: files.index }, () => {
    const projector = new Projector(record.db, index);
    while (!projector.step().idle);
  });
  expect(plans.filter((plan) => WASTEFUL.test(plan))).toEqual([]);
  expect(plans).toContain('SEARCH requests USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)');
  expect(plans).toContain('SEARCH changes USING INTEGER PRIMARY KEY (rowid>?)');
});

test('a start finds the highest id without walking the record', () => {
  const files = temporaryFiles();
  const record = openRecord(files.capture);
  const [plan = ''] = queryPlans(files.capture, {}, () => {
    void openLog(record.db);
  });
  expect(plan).toContain('SEARCH requests');
  expect(plan).toContain('SEARCH removed_ranges USING COVERING INDEX removed_ranges_by_last_id');
  expect(plan).not.toMatch(/SCAN (requests|removed_ranges)/);
});

test('deleting what was removed finds its rows by their ids', () => {
  const files = temporaryFiles();
  const record = openRecord(files.capture);
  record.append(inbound());
  record.removals.remove([1]);
  const plans = queryPlans(files.capture, {}, () => void record.removals.purgeStep(0));
  expect(plans.filter((plan) => WASTEFUL.test(plan))).toEqual([]);
  expect(plans.join()).toMatch(
    /SEARCH removed_ranges USING PRIMARY KEY \(removal=\? AND first_id>\?\) \| SEARCH requests USING INTEGER PRIMARY KEY/,
  );
});

test('an export pages through the record by id, and looks verdicts up', () => {
  const folder = chooseDataFolder(temporaryFolder(), {}, process.platform);
  openRecord(folder.capture);
  closing(openIndexDatabase(folder.index));
  const plans = queryPlans(folder.capture, { projection: folder.index }, () => openRecordReader(folder).close());
  expect(plans.filter((plan) => WASTEFUL.test(plan))).toEqual([]);
  expect(plans.join()).toContain('SEARCH requests USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)');
  expect(plans.join()).toContain('SEARCH projection.webhooks USING INTEGER PRIMARY KEY (rowid=?)');
  expect(plans.join()).toMatch(
    /SCAN removals( USING COVERING INDEX removals_due)? \| SEARCH removed_ranges USING PRIMARY KEY \(removal=\?\)/,
  );
});
