import { setImmediate } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import { toStoredRequest } from '../../../main/capture/capture-database.ts';
import type { RequestRow } from '../../../main/capture/capture-database.ts';
import type { Arrival, CaptureLog } from '../../../main/capture/capture-log.ts';
import { openReadOnly } from '../../../main/store/open-database.ts';
import { WriteAheadLog } from '../../../main/store/write-ahead-log.ts';
import { anArrival } from '../../support/arrivals.ts';
import { closing, openLog, openRecord, temporaryFiles } from '../../support/databases.ts';

/** What a rule decides, with everything that it can. */
const A_RULES = {
  status: 201,
  contentType: null,
  body: '',
  rule: 'r',
  headers: ['X-Mine', 'a', 'X-Mine', 'b'],
  ending: 'reset',
  delayMs: 30_000,
} as const;

interface Settlement {
  readonly error: Error | null;
  readonly id: number;
}

/** Appends and resolves once all of them are settled, in the order of the settling. */
function settle(record: ReturnType<typeof openRecord>, targets: readonly string[]): Promise<Settlement[]> {
  const settlements: Settlement[] = [];
  return new Promise((resolve) => {
    for (const target of targets) {
      record.log.append(anArrival({ target }), (error, id) => {
        settlements.push({ error, id });
        if (settlements.length === targets.length) resolve(settlements);
      });
    }
  });
}

/** A real SQLITE_FULL: the file may not grow any more. */
function fill(record: ReturnType<typeof openRecord>): { free(): void } {
  const pages = record.db.pragma('page_count', { simple: true }) as number;
  record.db.pragma(`max_page_count = ${pages}`);
  return { free: () => void record.db.pragma('max_page_count = 1000000') };
}

describe('group commit', () => {
  test('all that came in one turn of the loop share one commit and get their ids in order', async () => {
    const commits: number[] = [];
    const record = openRecord(temporaryFiles().capture, { committed: (lastId) => commits.push(lastId) });
    const settled = await settle(record, ['/a', '/b', '/c']);
    expect(settled).toEqual([
      { error: null, id: 1 },
      { error: null, id: 2 },
      { error: null, id: 3 },
    ]);
    expect(commits).toEqual([3]);
  });

  test('the first to be settled finds the rows of all of them on disk', async () => {
    const { capture } = temporaryFiles();
    const record = openRecord(capture);
    const other = closing(openReadOnly(capture));
    const count = other.prepare<[], number>('SELECT count(*) FROM requests').pluck();
    const counts: (number | undefined)[] = [];
    await new Promise<void>((resolve) => {
      record.log.append(anArrival(), () => counts.push(count.get()));
      record.log.append(anArrival(), () => resolve());
      counts.push(count.get());
    });
    expect(counts).toEqual([0, 2]);
  });

  test('what comes in the next turn is another commit', async () => {
    const commits: number[] = [];
    const record = openRecord(temporaryFiles().capture, { committed: (lastId) => commits.push(lastId) });
    await settle(record, ['/a']);
    await settle(record, ['/b', '/c']);
    expect(commits).toEqual([1, 3]);
  });

  test('more than a batch is stored over several turns, in order and whole', async () => {
    const commits: number[] = [];
    const record = openRecord(temporaryFiles().capture, { committed: (lastId) => commits.push(lastId) });
    const targets = Array.from({ length: 2_500 }, (_, index) => `/${index}`);
    const settled = await settle(record, targets);
    expect(settled.map(({ id }) => id)).toEqual(targets.map((_, index) => index + 1));
    expect(commits).toEqual([1_024, 2_048, 2_500]);
    const stored = record.db.prepare<[], string>('SELECT target FROM requests ORDER BY id').pluck().all();
    expect(stored).toEqual(targets);
  });

  test('a webhook that is appended while others are settled is stored too', async () => {
    const record = openRecord(temporaryFiles().capture);
    const id = await new Promise<number>((resolve) =>
      record.log.append(anArrival(), () => record.log.append(anArrival(), (_error, next) => resolve(next))),
    );
    expect(id).toBe(2);
  });
});

describe('a failed commit', () => {
  test('gives all that were in it the error, and stores none of them', async () => {
    const record = openRecord(temporaryFiles().capture);
    fill(record);
    const big = anArrival({ body: Buffer.alloc(100_000) });
    const errors = await new Promise<unknown[]>((resolve) => {
      const seen: unknown[] = [];
      record.log.append(anArrival(), (error) => seen.push(error));
      record.log.append(big, (error) => resolve([...seen, error]));
    });
    expect(errors).toMatchObject([{ code: 'SQLITE_FULL' }, { code: 'SQLITE_FULL' }]);
    expect(record.ids()).toEqual([]);
    expect(record.db.inTransaction).toBe(false);
  });

  test('is told once while it lasts, and once when storing works again', async () => {
    const told: (string | null)[] = [];
    const commits: number[] = [];
    const record = openRecord(temporaryFiles().capture, {
      committed: (lastId) => commits.push(lastId),
      storing: (problem) => told.push((problem as { code?: string } | null)?.code ?? null),
    });
    const disk = fill(record);
    const big = Buffer.alloc(100_000);
    const append = (): Promise<void> =>
      new Promise((resolve) => record.log.append(anArrival({ body: big }), () => setImmediate().then(resolve)));
    await append();
    await append();
    disk.free();
    await append();
    await append();
    expect(told).toEqual(['SQLITE_FULL', null]);
    expect(commits).toEqual([1, 2]);
  });

  test('costs no id: the next webhook gets the one that was not used', async () => {
    const record = openRecord(temporaryFiles().capture);
    record.append(anArrival());
    const disk = fill(record);
    await new Promise<void>((resolve) => {
      record.log.append(anArrival({ body: Buffer.alloc(100_000) }), () => resolve());
    });
    disk.free();
    expect(record.append(anArrival())).toEqual([2]);
  });
});

describe('ids', () => {
  test('go on after the highest of the file', () => {
    const { capture } = temporaryFiles();
    openRecord(capture).append(anArrival(), anArrival());
    const again = openRecord(capture);
    expect(again.log.lastId).toBe(2);
    expect(again.append(anArrival())).toEqual([3]);
  });

  test('are never used twice, not even after the newest webhooks were removed and deleted', () => {
    const { capture } = temporaryFiles();
    const now = 1_000;
    const record = openRecord(capture, { clock: () => now });
    record.append(anArrival(), anArrival(), anArrival());
    record.removals.remove([2, 3]);
    while (record.removals.purgeStep(now));
    expect(record.ids()).toEqual([1]);
    expect(openRecord(capture).append(anArrival())).toEqual([4]);
  });
});

describe('flush', () => {
  test('stores and settles at once what is still queued', () => {
    const record = openRecord(temporaryFiles().capture);
    expect(record.append(anArrival(), anArrival())).toEqual([1, 2]);
    expect(record.ids()).toEqual([1, 2]);
  });

  test('leaves nothing for the turn that was armed, so the database may be closed after it', async () => {
    const calls: string[] = [];
    const record = openRecord(temporaryFiles().capture, {
      committed: (lastId) => calls.push(`committed ${lastId}`),
      storing: () => calls.push('storing'),
    });
    record.append(anArrival());
    record.db.close();
    await setImmediate();
    await setImmediate();
    expect(calls).toEqual(['committed 1']);
  });

  test('of nothing does nothing', () => {
    const commits: number[] = [];
    openRecord(temporaryFiles().capture, { committed: (lastId) => commits.push(lastId) }).log.flush();
    expect(commits).toEqual([]);
  });
});

test('a row holds all that arrived, and how long it took until it was written', () => {
  const record = openRecord(temporaryFiles().capture, { clock: () => 5_250 });
  const arrival = anArrival({
    receivedAt: 5_000,
    method: 'PUT',
    target: '/p?a=%00&b',
    httpVersion: '1.0',
    rawHeaders: ['X-A', 'one', 'x-a', '', 'X-Ü', 'tab\there'],
    body: Uint8Array.of(0, 255, 10, 13),
    announcedBytes: 99,
    outcome: 'aborted',
    remote: '127.0.0.1:1',
    via: 'simulator',
    answer: { ...A_RULES, contentType: 'text/x', body: 'b' },
  });
  record.append(arrival);
  const row = record.db.prepare<[], RequestRow>('SELECT * FROM requests').get();
  expect(row && toStoredRequest(row)).toEqual({
    ...arrival,
    id: 1,
    durationUs: 250,
    body: Buffer.from([0, 255, 10, 13]),
  });
});

/** The real log of a real record, whose disk fails on command. */
function withDisk(file: string) {
  const { db } = openRecord(file);
  const wal = new WriteAheadLog(db);
  const disk = { fails: false, syncs: 0 };
  const told: (string | null)[] = [];
  const failure = (): Error | null => (disk.fails ? new Error('EIO: i/o error, fdatasync') : null);
  const log = openLog(db, { storing: (problem) => told.push(problem?.message ?? null) }, () => 0, {
    sync(synced) {
      disk.syncs += 1;
      wal.sync((error) => synced(error ?? failure()));
    },
    syncNow: () => wal.syncNow() ?? failure(),
    close: () => wal.close(),
  });
  return { db, log, disk, told };
}

const appendTo = (log: CaptureLog, target: string, fields: Partial<Arrival> = {}): Promise<Settlement> =>
  new Promise((resolve) => log.append(anArrival({ target, ...fields }), (error, id) => resolve({ error, id })));

describe('a sync', () => {
  test('is waited for before anybody is told that a webhook is stored', async () => {
    const { log, disk } = withDisk(temporaryFiles().capture);
    const first = appendTo(log, '/first');
    expect(disk.syncs).toBe(0);
    await first;
    expect(disk.syncs).toBe(1);
    expect(log.lastId).toBe(1);
  });

  test('is shared by all that arrive while another one runs', async () => {
    const { log, disk } = withDisk(temporaryFiles().capture);
    const first = appendTo(log, '/first');
    await setImmediate();
    const others = Array.from({ length: 40 }, (_, index) => appendTo(log, `/${index}`));
    await first;
    const ids = (await Promise.all(others)).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 40 }, (_, index) => index + 2));
    expect(disk.syncs).toBe(2);
  });

  test('that fails tells so, and the record says that the webhook was refused', async () => {
    const { db, log, disk, told } = withDisk(temporaryFiles().capture);
    await appendTo(log, '/before');
    disk.fails = true;
    expect(await appendTo(log, '/doubtful', { answer: A_RULES })).toMatchObject({
      error: { message: 'EIO: i/o error, fdatasync' },
      id: 0,
    });
    expect(log.lastId).toBe(1);
    disk.fails = false;
    expect(await appendTo(log, '/after')).toEqual({ error: null, id: 3 });
    const rows = db.prepare<[], RequestRow>('SELECT * FROM requests ORDER BY id').all();
    expect(rows.map((row) => [row.target, toStoredRequest(row).answer])).toEqual([
      ['/before', anArrival().answer],
      ['/doubtful', { status: 503, contentType: null, body: '', rule: null }],
      ['/after', anArrival().answer],
    ]);
    expect(told).toEqual(['EIO: i/o error, fdatasync', null]);
  });

  test('that fails empties the log before the next webhook is stored behind it', async () => {
    const { capture } = temporaryFiles();
    const { db, log, disk, told } = withDisk(capture);
    disk.fails = true;
    await appendTo(log, '/doubtful');
    disk.fails = false;
    const reader = closing(openReadOnly(capture));
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM requests').get();
    db.pragma('busy_timeout = 0');
    // Somebody reads from the log, so it can't be emptied, and nothing may be said to be stored.
    expect(await appendTo(log, '/early')).toMatchObject({ error: expect.any(Error) as Error, id: 0 });
    log.probe();
    expect(log.lastId).toBe(0);
    reader.exec('COMMIT');
    log.probe();
    expect(log.lastId).toBe(1);
    expect(told.at(-1)).toBe(null);
    expect(await appendTo(log, '/after')).toEqual({ error: null, id: 2 });
  });

  test('that is on its way when the record is closed is waited for', async () => {
    const { db, log } = withDisk(temporaryFiles().capture);
    const first = appendTo(log, '/first');
    await setImmediate();
    const second = appendTo(log, '/second');
    log.flush();
    expect(log.lastId).toBe(2);
    expect(await Promise.all([first, second])).toEqual([
      { error: null, id: 1 },
      { error: null, id: 2 },
    ]);
    expect(db.prepare('SELECT count(*) FROM requests').pluck().get()).toBe(2);
  });

  test('is not needed to refuse what comes after the record is closed', async () => {
    const { db, log } = withDisk(temporaryFiles().capture);
    db.close();
    expect(await appendTo(log, '/late')).toMatchObject({ error: expect.any(Error) as Error, id: 0 });
  });

  test('of other changes of the record is SQLite’s own', async () => {
    const { db, log } = withDisk(temporaryFiles().capture);
    await appendTo(log, '/first');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
  });
});
