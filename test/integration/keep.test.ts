import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';

import type { Arrival } from '../../main/capture/capture-log.ts';
import { chooseDataFolder } from '../../main/data-folder.ts';
import { openIndexDatabase } from '../../main/projection/index-database.ts';
import { Projector } from '../../main/projection/projector.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { openRecord } from '../support/databases.ts';
import { send } from '../support/http.ts';
import { runCli } from '../support/cli.ts';
import { stored } from '../support/stored.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { inbound, status } from '../support/webhooks.ts';

const PAGE = 4_096;

/** Ten days old: the default limit leaves it alone. */
const aged = (arrival: Arrival): Arrival => ({ ...arrival, receivedAt: (Date.now() - 10 * 86_400_000) * 1_000 });

/** A data folder with this many webhooks in its record, half of them inbound, and no index yet. */
function folderWith(count: number, text = 'hello'): string {
  const data = temporaryFolder();
  const record = openRecord(join(data, 'capture.db'));
  record.append(
    ...Array.from({ length: count }, (_, index) =>
      aged(
        index % 2 === 0 ? inbound({ text, message_uuid: `m-${index}` }) : status({ message_uuid: `m-${index - 1}` }),
      ),
    ),
  );
  record.db.pragma('wal_checkpoint(TRUNCATE)');
  record.db.close();
  return data;
}

const settled = (core: TestCore['core'], isTrue: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!isTrue()) return;
      core.events.off('progress', look);
      core.events.off('state', look);
      resolve();
    };
    core.events.on('progress', look);
    core.events.on('state', look);
    look();
  });

const rebuilt = ({ core }: TestCore, count: number): Promise<void> =>
  settled(core, () => core.progress().rebuild === undefined && core.progress().stored === count);

const listOf = async ({ core }: TestCore): Promise<number[]> =>
  Array.from((await core.reader.call('ids', { view: 'all', filter: '', after: 0 })).ids);

/** Writes the log of an open index into its file, where the next `damage` reaches all of it. */
function checkpoint(file: string): number {
  const db = new Database(file);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return statSync(file).size / PAGE;
}

/** Writes junk over the pages of a file from the given one on, as a failing disk does. */
function damage(file: string, fromPage: number, pages = 1): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(pages * PAGE, 0xff), 0, pages * PAGE, (fromPage - 1) * PAGE);
  closeSync(handle);
}

describe('a new index', () => {
  test('has the newest webhooks first, and what arrives meanwhile before the history', async () => {
    const running = await startCore({ data: folderWith(6_000) });
    const { core } = running;
    expect(core.state().rebuild).toMatchObject({ of: 6_000 });
    const seen: { newest: boolean; all: boolean }[] = [];
    core.events.on('progress', (progress) => {
      seen.push({ newest: progress.upTo >= 6_001, all: progress.rebuild === undefined });
    });
    await send(running.url, inbound());
    await rebuilt(running, 6_001);
    expect(seen.some(({ newest, all }) => newest && !all)).toBe(true);
    expect(await listOf(running)).toEqual(Array.from({ length: 6_001 }, (_, index) => index + 1));
    expect(core.state().rebuild).toBeNull();
  });

  test('goes on where it was when the app ends in the middle', async () => {
    const data = folderWith(3_000);
    const first = await startCore({ data });
    await first.core.close();
    const again = await startCore({ data });
    await rebuilt(again, 3_000);
    expect(await listOf(again)).toHaveLength(3_000);
  });

  test('that is wished for while the app runs loses nothing, stars included', async () => {
    const running = await startCore({ data: folderWith(1_500) });
    await rebuilt(running, 1_500);
    running.core.star([7], true);
    const asked = running.core.upkeep.rebuildIndex();
    expect((await send(running.url, inbound())).status).toBe(200);
    await asked;
    await rebuilt(running, 1_501);
    expect(await listOf(running)).toHaveLength(1_501);
    expect(await running.core.reader.call('counts', null)).toMatchObject({ all: 1_501, starred: 1 });
  });

  test('says the same as one that was built in the order of arrival, removals and messages included', async () => {
    const data = folderWith(2_000);
    const record = openRecord(join(data, 'capture.db'), { clock: () => Date.now() * 1_000 });
    const removal = record.removals.remove([3, 4, 1_500]);
    record.removals.remove([10, 1_999]);
    const tables = (file: string): unknown[] => {
      const index = openIndexDatabase(file);
      const projector = new Projector(record.db, index);
      while (!projector.step().idle);
      record.removals.restore(removal);
      while (!projector.step().idle);
      const shapes = new Map(
        index
          .prepare<[], { id: number }>('SELECT * FROM shapes')
          .all()
          .map(({ id, ...shape }) => [id, shape]),
      );
      const rows = ['webhooks', 'view_counts'].map((table) => {
        const read = index.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY 1`).all();
        // The numbers of messages and shapes are given in the order of reading: what they stand for counts.
        return read.map((row) => ({ ...row, message: null, shape: shapes.get(row['shape'] as number) }));
      });
      const messages = index.prepare('SELECT message_id, webhooks, state FROM message_rows ORDER BY message_id').all();
      index.close();
      return [...rows, messages];
    };
    const backwards = tables(join(data, 'backwards.db'));
    const forwards = openIndexDatabase(join(data, 'forwards.db'));
    forwards.exec('UPDATE progress SET request_id = 1');
    forwards.close();
    // Followed from webhook 2 on, as the first was followed up to 1: all but webhook 1 must be the same.
    const [webhooks] = tables(join(data, 'forwards.db')) as [{ id: number }[]];
    const [all] = backwards as [{ id: number }[]];
    expect(webhooks).toEqual(all.filter(({ id }) => id > 1).map((row) => (row.id === 2 ? webhooks[0] : row)));
  });
});

describe('an index that turns out to be damaged', () => {
  test('is built anew without a restart, and nothing is lost', async () => {
    const running = await startCore({ data: folderWith(2_000) });
    await rebuilt(running, 2_000);
    const index = join(running.folder, 'index.db');
    damage(index, 3, checkpoint(index) - 3);
    await running.core.reader.call('ids', { view: 'all', filter: 'hello', after: 0 }).catch(() => {});
    for (let sent = 0; sent < 20; sent += 1) expect((await send(running.url, inbound())).status).toBe(200);
    await settled(running.core, () => running.logged.some((line) => line.includes('built anew from the record')));
    await rebuilt(running, 2_020);
    expect(await listOf(running)).toHaveLength(2_020);
    expect(running.core.state().damage).toBeNull();
  });

  test('is found by a check, which says so, and is built anew', async () => {
    const running = await startCore({ data: folderWith(2_000) });
    await rebuilt(running, 2_000);
    const index = join(running.folder, 'index.db');
    damage(index, 20, checkpoint(index) - 20);
    const checked = await running.core.upkeep.check();
    expect(checked.filter(({ problems }) => problems.length > 0).map(({ name }) => name)).toEqual(['index.db']);
    await running.core.upkeep.rebuildIndex();
    await rebuilt(running, 2_000);
    expect((await running.core.upkeep.check()).flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('or was deleted is there again after the next start', async () => {
    const data = folderWith(1_000);
    const running = await startCore({ data });
    await rebuilt(running, 1_000);
    await running.core.close();
    writeFileSync(join(data, 'index.db'), '');
    const again = await startCore({ data });
    await rebuilt(again, 1_000);
  });
});

describe('an index that missed what the record has forgotten', () => {
  test('is built anew', async () => {
    const data = folderWith(10);
    const running = await startCore({ data });
    await rebuilt(running, 10);
    await running.core.close();
    // As after a power cut, which throws the index back: it has not seen that webhook 5 went.
    const record = openRecord(join(data, 'capture.db'));
    record.removals.expire([5]);
    while (record.removals.forgetStep(99));
    record.db.close();
    const again = await startCore({ data });
    await rebuilt(again, 9);
    expect(await listOf(again)).not.toContain(5);
  });
});

describe('limits', () => {
  test('of count and age take the oldest webhooks and leave starred ones', async () => {
    const running = await startCore({ data: folderWith(1_500) });
    const { core } = running;
    await rebuilt(running, 1_500);
    core.star([2], true);
    expect(await core.upkeep.countBeyond({ keepDays: 0, keepWebhooks: 1_000 })).toBe(500);
    expect(await core.upkeep.countBeyond({ keepDays: 9 })).toBe(1_499);
    core.changeSettings({ keepDays: 0, keepWebhooks: 1_000 });
    await settled(core, () => core.progress().stored === 1_000);
    expect((await listOf(running)).slice(0, 2)).toEqual([2, 502]);
    core.changeSettings({ keepDays: 9 });
    await settled(core, () => core.progress().stored === 1);
    expect(stored(running.folder).map(({ id }) => id)).toEqual([2]);
  });

  test('of size count what the files hold, and compacting gives the rest back to the disk', async () => {
    const running = await startCore({ data: folderWith(4_000, 'long '.repeat(2_000)) });
    const { core } = running;
    core.changeSettings({ keepDays: 0 });
    await rebuilt(running, 4_000);
    // 100 MB is the least that can be set in the window; here the setting is not in the way.
    core.changeSettings({ keepWebhooks: 1_000 });
    await settled(core, () => core.progress().stored === 1_000);
    const before = statSync(join(running.folder, 'capture.db')).size;
    expect(core.state().freeBytes).toBeGreaterThan(10_000_000);
    const answers = Promise.all(Array.from({ length: 20 }, () => send(running.url, inbound())));
    const { freedBytes, isCancelled } = await core.upkeep.compact();
    expect((await answers).map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(isCancelled).toBe(false);
    expect(freedBytes).toBeGreaterThan(10_000_000);
    expect(statSync(join(running.folder, 'capture.db')).size).toBeLessThan(before / 2);
    await running.indexed(4_020);
    expect(await core.reader.call('counts', null)).toMatchObject({ all: 1_020 });
  });
});

describe('a damaged record', () => {
  test('is set aside at the start: webhooks are stored, ids go on, and what can be read is saved', async () => {
    const data = folderWith(3_000);
    const first = await startCore({ data });
    await rebuilt(first, 3_000);
    first.core.star([2_999], true);
    await first.core.close();
    damage(join(data, 'capture.db'), 1);
    const running = await startCore({ data });
    expect((await send(running.url, inbound())).status).toBe(200);
    await running.indexed(3_001);
    expect(await listOf(running)).toEqual([3_001]);
    expect(running.core.state().setAside).toMatchObject([{ file: expect.stringContaining('capture-damaged-') }]);
    expect(running.logged.join('')).toContain('the record was damaged and has been moved');
  });

  test('deep inside is told, the app goes on, and a new one is begun on the person’s word', async () => {
    const data = folderWith(3_000);
    damage(join(data, 'capture.db'), 60, 3);
    const running = await startCore({ data });
    await settled(running.core, () => running.core.state().damage !== null);
    expect(running.core.state().damage).toMatchObject({ isRecord: true });
    expect((await send(running.url, inbound())).status).toBe(200);
    await running.indexed(3_001);
    expect(existsSync(join(data, 'capture.db'))).toBe(true);
    running.core.beginNewRecord();
    await running.core.close();
    const again = await startCore({ data });
    const [aside] = again.core.state().setAside;
    const name = aside?.file.split(/[/\\]/).at(-1) ?? '';
    const saved = await again.core.upkeep.saveReadable(name);
    expect(saved.webhooks).toBeGreaterThan(2_900);
    expect(saved.gaps).toBeGreaterThan(0);
    expect(readFileSync(saved.file, 'utf8').trimEnd().split('\n')).toHaveLength(saved.webhooks);
    await expect(again.core.upkeep.saveReadable('../app.db')).rejects.toMatchObject({ code: 'unknown-file' });
    await send(again.url, inbound());
    await again.indexed(3_002);
    expect(await listOf(again)).toEqual([3_002]);
  });
});

test('with a damaged app.db it does not start, and says what to do', async () => {
  const data = folderWith(5);
  const { core } = await startCore({ data });
  await core.close();
  damage(join(data, 'app.db'), 2, 10);
  await expect(startCore({ data })).rejects.toMatchObject({
    code: 'damaged-data',
    message: expect.stringContaining('Find out which one'),
  });
});

describe('a full disk', () => {
  test('is answered 503 and told, and it goes on by itself when there is space', async () => {
    const running = await startCore();
    const { core, folder } = running;
    expect((await send(running.url, inbound())).status).toBe(200);
    const accepted: number[] = [];
    const other = new Database(join(folder, 'capture.db'));
    other.exec('BEGIN IMMEDIATE');
    expect((await send(running.url, inbound())).status).toBe(503);
    expect(core.state().storingProblem).not.toBeNull();
    other.exec('ROLLBACK');
    other.close();
    // Nothing arrives, and it is noticed all the same.
    await settled(core, () => core.state().storingProblem === null);
    accepted.push((await send(running.url, inbound())).status);
    expect(accepted).toEqual([200]);
    expect(stored(folder)).toHaveLength(2);
  });
});

describe('the command line', () => {
  test('checks, builds the index anew, compacts, recovers and prints what can be read', async () => {
    const data = folderWith(2_000);
    expect(await runCli(['reindex', '--data', data])).toMatchObject({
      code: 0,
      stdout: '2000 webhooks are in the index\n',
    });
    expect(await runCli(['check', '--data', data])).toMatchObject({ code: 0 });
    expect(await runCli(['compact', '--data', data])).toMatchObject({ code: 0 });
    damage(join(data, 'capture.db'), 60, 2);
    const checked = await runCli(['check', '--data', data, '--json']);
    expect(checked.code).toBe(1);
    const cut = await runCli(['export', '--data', data]);
    expect(cut).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Not all could be printed. .* is damaged/) });
    expect(await runCli(['reindex', '--data', data])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('capture.db is damaged'),
    });
    expect(await runCli(['recover', '--data', data])).toMatchObject({ code: 0 });
    const aside = readdirSync(data).find((name) => name.startsWith('capture-damaged-')) ?? '';
    const exported = await runCli(['export', '--from', join(data, aside)]);
    expect(exported.code).toBe(1);
    expect(exported.stdout.trimEnd().split('\n').length).toBeGreaterThan(1_900);
    expect(exported.stderr).toContain('could be read; in');
    expect(await runCli(['export', '--data', data])).toMatchObject({ code: 2 });
  });

  test.each(['index.db', 'app.db'])('says what to do where %s is damaged', async (name) => {
    const data = folderWith(5);
    const { core } = await startCore({ data });
    await core.close();
    writeFileSync(join(data, name), 'junk '.repeat(2_000));
    const { code, stderr } = await runCli(['export', '--data', data]);
    expect(code).toBe(1);
    expect(stderr).toContain('Find out which one');
    expect((await runCli(['check', '--data', data])).stdout).toMatch(new RegExp(`^${name} .*DAMAGED$`, 'm'));
  });

  test('leaves a folder alone that the app is using', async () => {
    const running = await startCore({ data: folderWith(5) });
    for (const command of ['reindex', 'compact', 'recover']) {
      const { code, stderr } = await runCli([command, '--data', running.folder]);
      expect([command, code]).toEqual([command, 2]);
      expect(stderr).toContain('Another Webhook Inspector');
    }
    expect(chooseDataFolder(running.folder, {}, process.platform).path).toBe(running.folder);
  });
});
