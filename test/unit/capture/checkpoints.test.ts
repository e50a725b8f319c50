import { join } from 'node:path';

import { expect, test } from 'vitest';

import { openCaptureDatabase, openForCheckpoints } from '../../../main/capture/capture-database.ts';
import { Checkpoints } from '../../../main/capture/checkpoints.ts';
import { closing } from '../../support/databases.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const PAGE = 8_192;

/** A record whose log grows by a hundred pages with each `write`, as the capture log would write them. */
function openLogged(canAsk: boolean) {
  const file = join(temporaryFolder(), 'capture.db');
  const db = closing(openCaptureDatabase(file));
  db.pragma('synchronous = NORMAL');
  let asked = 0;
  const checkpoints = new Checkpoints(db, () => {
    asked += 1;
    return canAsk;
  });
  db.exec('CREATE TABLE filler (bytes BLOB)');
  const insert = db.prepare('INSERT INTO filler VALUES (zeroblob(?))');
  const write = (times: number): void => {
    for (let time = 0; time < times; time += 1) {
      insert.run(100 * PAGE);
      checkpoints.look();
    }
  };
  const size = () =>
    (db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[])[0] ?? { log: 0, checkpointed: 0 };
  return { file, db, checkpoints, write, size, asked: () => asked };
}

test('another thread is asked once, when the log is long', () => {
  const { write, size, asked } = openLogged(true);
  write(9);
  expect(asked()).toBe(0);
  write(2);
  expect(asked()).toBe(1);
  write(5);
  expect(asked()).toBe(1);
  expect(size().checkpointed).toBe(0);
});

test('what comes while the other one copies is copied here, and the log begins anew', () => {
  const { file, checkpoints, write, size, asked } = openLogged(true);
  write(11);
  const other = closing(openForCheckpoints(file));
  other.pragma('wal_checkpoint(PASSIVE)');
  write(1);
  expect(size().log - size().checkpointed).toBeGreaterThan(90);
  checkpoints.finish();
  expect(size().checkpointed).toBe(size().log);
  write(1);
  expect(size().log).toBeLessThan(200);
  write(9);
  expect(asked()).toBe(2);
});

test('where nobody can be asked, the log does not grow for ever', () => {
  const { write, size } = openLogged(false);
  write(120);
  expect(size().log).toBeLessThan(4_200);
});

test('the answer may come after the record is closed', () => {
  const { db, checkpoints, write } = openLogged(true);
  write(11);
  db.close();
  expect(() => checkpoints.finish()).not.toThrow();
});
