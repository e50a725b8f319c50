import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

import { expect, test } from 'vitest';

import { chooseDataFolder } from '../../../main/data-folder.ts';
import { openRecord as openSound, listSetAside } from '../../../main/keep/set-aside.ts';
import { openAppDatabase } from '../../../main/store/app-database.ts';
import { anArrival } from '../../support/arrivals.ts';
import { closing, openRecord } from '../../support/databases.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const PAGE = 8_192;
const ROWS = 1_000;

/** A record on disk, of which the page is junk that `place` finds in its bytes. */
function damagedAt(place: (bytes: Buffer) => number) {
  const folder = chooseDataFolder(temporaryFolder(), {}, process.platform);
  const stored = openRecord(folder.capture);
  stored.append(
    ...Array.from({ length: ROWS }, (_, index) => anArrival({ body: `<webhook ${index + 1}>`.repeat(40) })),
  );
  stored.db.pragma('wal_checkpoint(TRUNCATE)');
  stored.db.close();
  const bytes = readFileSync(folder.capture);
  const page = Math.floor(place(bytes) / PAGE);
  bytes.fill(0xff, page * PAGE, (page + 1) * PAGE);
  writeFileSync(folder.capture, bytes);
  const moved: string[] = [];
  const record = closing(openSound(folder, closing(openAppDatabase(folder.app)), (file) => moved.push(basename(file))));
  return { folder, record, moved };
}

test.each([
  ['oldest webhook', (bytes: Buffer) => bytes.indexOf('<webhook 1>')],
  ['newest webhook', (bytes: Buffer) => bytes.lastIndexOf(`<webhook ${ROWS}>`)],
  ['root', () => 2 * PAGE],
  ['removals', () => 3 * PAGE],
  ['index of the removals', () => 10 * PAGE],
])('a record whose page of the %s is damaged is moved aside, and the next one can be written', (_page, place) => {
  const { folder, record, moved } = damagedAt(place);
  expect(listSetAside(folder).map(({ file }) => basename(file))).toEqual(moved);
  expect(moved).toHaveLength(1);
  record.prepare('UPDATE forgotten SET probes = probes + 1').run();
});

test('a record that is damaged in its middle goes on', () => {
  const { record, moved } = damagedAt((bytes) => bytes.indexOf('<webhook 500>'));
  expect(moved).toEqual([]);
  expect(record.prepare<[], number>('SELECT max(id) FROM requests').pluck().get()).toBe(ROWS);
});
