import { once } from 'node:events';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';

import type { CoreOptions } from '../../main/core.ts';
import { captureMigrations } from '../../main/capture/capture-database.ts';
import { createLog } from '../../main/domain/log.ts';
import { createHandlers } from '../../main/ipc/handlers.ts';
import { answer } from '../../main/ipc/router.ts';
import { ACCOUNT_HOLDER } from '../../main/store/switch-journal.ts';
import type { Channel, Input, ViewName } from '../../shared/contract.ts';
import { requests } from '../../shared/contract.ts';
import { ruleFields } from '../support/a-rule.ts';
import type { TestCore } from '../support/core.ts';
import { startCore } from '../support/core.ts';
import { API_KEY, onFake, startFakeVonage } from '../support/fake-vonage.ts';
import { startRawTarget } from '../support/raw-target.ts';
import { aPlan, targetFields } from '../support/targets.ts';
import { send } from '../support/http.ts';
import { stored } from '../support/stored.ts';
import { inbound, status } from '../support/webhooks.ts';

const message = inbound();
const read = status({ channel: 'rcs', status: 'read' });

/** Inbound messages and statuses in turn, all of them in the index. */
async function coreWith(count: number, options: Partial<CoreOptions> = {}): Promise<TestCore> {
  const running = await startCore(options);
  for (let sent = 0; sent < count; sent += 1) await send(running.url, sent % 2 === 0 ? message : read);
  await running.indexed(count);
  return running;
}

const listOf = async ({ core }: TestCore, view: ViewName = 'all', filter = ''): Promise<number[]> =>
  Array.from((await core.reader.call('ids', { view, filter, after: 0 })).ids);

/** Does something that lists have to be read again for, and waits until they may be. */
async function reread<T>({ core }: TestCore, work: () => T): Promise<T> {
  const told = new Promise<void>((resolve) => {
    const listen = ({ reread }: { reread: boolean }): void => {
      if (!reread) return;
      core.events.off('progress', listen);
      resolve();
    };
    core.events.on('progress', listen);
  });
  const result = work();
  await told;
  return result;
}

describe('removing', () => {
  test('takes webhooks out of every list and count, and undoing brings them back', async () => {
    const running = await coreWith(6);
    const { core } = running;
    const removal = await reread(running, () => core.remove([2, 3]));
    expect(await listOf(running)).toEqual([1, 4, 5, 6]);
    expect(await listOf(running, 'all', 'hello')).toEqual([1, 5]);
    expect(await core.reader.call('counts', null)).toEqual({
      all: 4,
      inbound: 2,
      statuses: 2,
      other: 0,
      problems: 0,
      starred: 0,
    });
    expect(await core.reader.call('detail', 2)).toBeNull();
    expect(core.state().stored).toBe(4);
    expect(await reread(running, () => core.restore(removal))).toBe(true);
    expect(await listOf(running)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(core.state().stored).toBe(6);
  });

  test('deletes nothing while it can be undone', async () => {
    const running = await coreWith(2);
    await reread(running, () => running.core.remove([1, 2]));
    expect(stored(running.folder).map(({ id }) => id)).toEqual([1, 2]);
  });

  test('is final at the next start, and the ids are not used again', async () => {
    const running = await coreWith(4);
    const removal = await reread(running, () => running.core.remove([2, 4]));
    await running.core.close();
    const again = await startCore({ data: running.folder });
    // The rows go in small steps soon after the start; nothing tells of it, so look.
    await expect.poll(() => stored(running.folder).map(({ id }) => id)).toEqual([1, 3]);
    expect(again.core.restore(removal)).toBe(false);
    await send(again.url, message);
    await again.indexed(5);
    expect(await listOf(again)).toEqual([1, 3, 5]);
  });
});

describe('stars', () => {
  test('are seen in rows, lists and counts at once, and after a restart', async () => {
    const running = await coreWith(4);
    await reread(running, () => running.core.star([1, 4], true));
    await reread(running, () => running.core.star([1], false));
    expect(await listOf(running, 'starred')).toEqual([4]);
    expect(await running.core.reader.call('rows', [1, 4])).toMatchObject([{ starred: false }, { starred: true }]);
    await running.core.close();
    const again = await startCore({ data: running.folder });
    expect(await listOf(again, 'starred')).toEqual([4]);
    expect(await again.core.reader.call('counts', null)).toMatchObject({ starred: 1 });
  });
});

describe('notes', () => {
  test('are searched and seen in rows at once, after a restart, and in an index that was built anew', async () => {
    const running = await coreWith(3);
    await reread(running, () => running.core.notes.set(2, 'Refund: ask Ana'));
    expect(await listOf(running, 'all', 'refund ana')).toEqual([2]);
    expect(await listOf(running, 'all', 'has:note')).toEqual([2]);
    expect(await running.core.reader.call('rows', [1, 2])).toMatchObject([{ hasNote: false }, { hasNote: true }]);
    await running.core.close();
    const again = await startCore({ data: running.folder });
    expect(again.core.notes.get(2)).toMatchObject({ text: 'Refund: ask Ana' });
    await again.core.upkeep.rebuildIndex();
    await again.indexed(3);
    expect(await listOf(again, 'all', 'refund')).toEqual([2]);
    await reread(again, () => again.core.notes.set(2, ''));
    expect(await listOf(again, 'all', 'refund')).toEqual([]);
    expect(again.core.notes.get(2)).toBeNull();
  });

  test('come back with a deleted webhook, and go with one that is gone for good', async () => {
    const running = await coreWith(3);
    running.core.notes.set(2, 'Refund: ask Ana');
    const removal = running.core.remove([2]);
    await expect.poll(() => listOf(running, 'all', 'refund')).toEqual([]);
    running.core.restore(removal);
    await expect.poll(() => listOf(running, 'all', 'refund')).toEqual([2]);
    running.core.remove([2]);
    await running.core.close();
    const again = await startCore({ data: running.folder });
    // The row goes in small steps soon after the start; nothing tells of it, so look.
    await expect.poll(() => again.core.notes.get(2)).toBeNull();
    expect(stored(running.folder).map(({ id }) => id)).toEqual([1, 3]);
    expect(() => again.core.notes.set(2, 'too late')).toThrow(expect.objectContaining({ code: 'gone' }));
    expect(() => again.core.notes.set(99, 'too early')).toThrow(expect.objectContaining({ code: 'gone' }));
  });
});

describe('a sample', () => {
  test('goes through the real receiver, signed, and is marked as simulated', async () => {
    const running = await startCore();
    const { messageId } = await running.core.samples.send();
    await running.indexed(1);
    const [row] = await running.core.reader.call('rows', [1]);
    expect(row).toMatchObject({
      messageId,
      via: 'simulator',
      kind: 'inbound-message',
      verdict: 'no-secret',
      answerStatus: 200,
    });
    const [request] = stored(running.folder);
    expect(request?.rawHeaders.join()).toMatch(/authorization,Bearer eyJ[\w-]+\.[\w-]+\.[\w-]{43}/i);
  });

  test('is another kind each time, and what comes from outside is not marked', async () => {
    const running = await startCore();
    for (let sent = 0; sent < 4; sent += 1) await running.core.samples.send();
    await send(running.url, message);
    await running.indexed(5);
    const rows = await running.core.reader.call('rows', [1, 2, 3, 4, 5]);
    expect(rows.map(({ kind, status, via }) => [kind, status, via])).toEqual([
      ['inbound-message', null, 'simulator'],
      ['message-status', 'delivered', 'simulator'],
      ['message-status', 'rejected', 'simulator'],
      ['inbound-message', null, 'simulator'],
      ['inbound-message', null, 'local'],
    ]);
    expect(new Set(rows.slice(0, 4).map(({ messageId }) => messageId)).size).toBe(4);
  });

  test('that cannot be stored says so', async () => {
    const { core, folder } = await startCore();
    const stranger = new Database(join(folder, 'capture.db'));
    stranger.exec('BEGIN EXCLUSIVE');
    await expect(core.samples.send()).rejects.toMatchObject({
      code: 'sample-refused',
      message: 'The receiver answered the sample with 503. Nothing was stored.',
    });
    stranger.close();
  });

  test('that does not reach the receiver says so', async () => {
    const { core } = await startCore();
    await core.receiver.close();
    await expect(core.samples.send()).rejects.toMatchObject({ code: 'not-sent' });
  });
});

describe('settings', () => {
  test('are told when they change, used at once and kept', async () => {
    const running = await startCore();
    const told = once(running.core.events, 'settings');
    const changed = running.core.changeSettings({ answerStatus: 204, theme: 'dark' });
    expect((await told)[0]).toEqual(changed);
    expect((await send(running.url, message)).status).toBe(204);
    await running.core.close();
    const again = await startCore({ data: running.folder });
    expect(again.core.settings()).toMatchObject({ answerStatus: 204, theme: 'dark' });
  });

  test('a port that was given for this run only is not remembered', async () => {
    const running = await startCore({ port: 0 });
    expect(running.core.settings().port).toBe(4_747);
  });
});

describe('starting', () => {
  test('with an index that is damaged builds it anew from the record', async () => {
    const running = await coreWith(5);
    await running.core.close();
    writeFileSync(join(running.folder, 'index.db'), 'damaged beyond repair '.repeat(1_000));
    const again = await startCore({ data: running.folder });
    await again.indexed(5);
    expect(await listOf(again)).toEqual([1, 2, 3, 4, 5]);
    expect(await listOf(again, 'inbound', 'hello')).toEqual([1, 3, 5]);
  });

  test('with a record that has more than the index follows it', async () => {
    const running = await coreWith(2);
    await running.core.close();
    const db = new Database(join(running.folder, 'capture.db'));
    db.exec('CREATE TEMP TABLE more AS SELECT * FROM requests; UPDATE temp.more SET id = id + 2');
    db.exec('INSERT INTO requests SELECT * FROM temp.more');
    db.close();
    const again = await startCore({ data: running.folder });
    await again.indexed(4);
    expect(await listOf(again, 'inbound')).toEqual([1, 3]);
  });

  test('on a folder of a newer app is refused, nothing is changed, and the folder is free again', async () => {
    const running = await coreWith(1);
    await running.core.close();
    const file = join(running.folder, 'capture.db');
    const setVersion = (version: number): void => {
      const db = new Database(file);
      db.pragma(`user_version = ${version}`);
      db.close();
    };
    setVersion(99);
    await expect(startCore({ data: running.folder })).rejects.toMatchObject({ code: 'database-too-new' });
    setVersion(captureMigrations.length);
    const again = await startCore({ data: running.folder });
    expect(await listOf(again)).toEqual([1]);
  });

  test('a second time on the same folder is refused, and the first goes on', async () => {
    const running = await coreWith(1);
    await expect(startCore({ data: running.folder })).rejects.toMatchObject({ code: 'data-folder-in-use' });
    expect((await send(running.url, message)).status).toBe(200);
  });
});

describe('an index that cannot follow', () => {
  test('is told once, costs no webhook, and catches up when it can again', async () => {
    const running = await coreWith(1);
    const index = new Database(join(running.folder, 'index.db'));
    index.exec('ALTER TABLE webhooks RENAME TO away');
    for (let sent = 0; sent < 50; sent += 1) expect((await send(running.url, message)).status).toBe(200);
    index.exec('ALTER TABLE away RENAME TO webhooks');
    index.close();
    await running.indexed(51);
    expect(await listOf(running, 'inbound')).toHaveLength(51);
    expect(running.logged.filter((line) => line.includes('the index cannot follow: no such table'))).toHaveLength(1);
  });

  test('does not keep the app from closing', async () => {
    const running = await coreWith(1);
    const index = new Database(join(running.folder, 'index.db'));
    index.exec('DROP TABLE webhooks');
    index.close();
    expect((await send(running.url, message)).status).toBe(200);
    await running.core.close();
  });
});

describe('closing', () => {
  test('twice is closing once', async () => {
    const { core } = await coreWith(1);
    await Promise.all([core.close(), core.close()]);
    await core.close();
  });

  test('leaves no question open: those before it are answered, those after it refused', async () => {
    const { core } = await coreWith(1);
    const before = core.reader.call('counts', null);
    const closed = core.close();
    expect(await before).toMatchObject({ all: 1 });
    await closed;
    await expect(core.reader.call('counts', null)).rejects.toThrow('the reader is closed');
  });

  test('frees the folder and the port', async () => {
    const running = await coreWith(1);
    const { port } = running.core.receiver;
    await running.core.close();
    const again = await startCore({ data: running.folder, port });
    expect(again.core.receiver.port).toBe(port);
  });
});

test('every channel answers in the form that the contract promises', async () => {
  const vonage = await startFakeVonage();
  const running = await coreWith(3, onFake(vonage));
  const [apiKey, holder, base, theirs] = [API_KEY, 'app-2', 'https://tunnel.example', 'https://theirs.example/'];
  vonage.add('app-1', 'One', '{"messages": {}}');
  vonage.add('app-2', 'Two', '{"messages": {}}');
  // Two of somebody else's addresses, to be decided about.
  for (const name of ['app-1', ACCOUNT_HOLDER]) {
    const slot = name === 'app-1' ? 'messages.status_url' : 'sms.mo-callback-url';
    await running.core.switches.apply({ apiKey, holder: name, base, chosen: [{ name: slot, seen: null }] });
  }
  vonage.edit('app-1', (text) => text.replace('https://tunnel.example/webhooks/message-status', theirs));
  vonage.settings.mo = theirs;
  await running.core.switches.restoreAll();
  const target = await startRawTarget();
  const destination = { url: target.url, allowSelfSigned: false };
  const plan = aPlan();
  await running.core.close();
  copyFileSync(join(running.folder, 'capture.db'), join(running.folder, 'capture-damaged-2026-01-01T00-00-00.db'));
  const again = await startCore({ data: running.folder, ...onFake(vonage), vonageLimits: { everyMs: 1 } });
  const asked: { readonly [C in Channel]: Input<C> } = {
    'app:state': undefined,
    'settings:get': undefined,
    'settings:set': { theme: 'light' },
    'list:ids': { view: 'all', filter: '', after: 0 },
    'list:rows': { ids: [1, 2, 3] },
    'list:counts': undefined,
    'filters:list': undefined,
    'filters:save': { name: 'Failures', filter: 'status:rejected' },
    'filters:remove': { id: 1 },
    'filters:counts': { filters: ['kind:inbound', 'kind:', ''] },
    'webhook:get': { id: 1 },
    'webhook:message': { id: 1 },
    'messages:ids': { family: 'messages', search: '', after: 0 },
    'messages:rows': { ids: [1, 2] },
    'message:get': { messageId: 'aaaaaaaa-0000-4000-8000-000000000001' },
    'webhook:star': { ids: [1], starred: true },
    'note:set': { id: 1, text: 'order 12 again' },
    'note:get': { id: 1 },
    'webhook:remove': { ids: [3] },
    'webhook:restore': { removal: 1 },
    'accounts:list': undefined,
    'accounts:save': { id: null, label: 'Mine', apiKey: null, smsMethod: null, applicationIds: ['a'] },
    'secrets:set': { account: 1, use: 'signature', label: 'now', text: 'a secret' },
    'secrets:clear': { id: 1 },
    'accounts:remove': { id: 1 },
    'vault:state': undefined,
    'vault:choose': { kind: 'session' },
    'signature:explain': { id: 1 },
    'signature:explain-text': { text: 'Authorization: Bearer a.b.c\n\n{}' },
    'switch:applications': { apiKey },
    'switch:preview': { apiKey, holder, base },
    'switch:apply': { apiKey, holder, base, chosen: [{ name: 'messages.status_url', seen: null }] },
    'switch:restore': { id: null },
    'switch:look': { id: 1 },
    'switch:resolve': { id: 1, answers: [{ name: 'messages.status_url', choice: 'theirs', seen: theirs }] },
    'switch:forget': { id: 2 },
    'setup:report': undefined,
    'setup:ask': undefined,
    'tunnel:go-online': { kind: 'custom', url: 'http://127.0.0.1:9' },
    'tunnel:go-offline': undefined,
    'authtoken:set': { text: 'an-authtoken-of-nobody' },
    'authtoken:clear': undefined,
    'keep:count-beyond': { keepDays: 1 },
    'keep:rebuild': undefined,
    'keep:compact': undefined,
    'keep:cancel-compact': undefined,
    'keep:check': undefined,
    'record:save-readable': { name: 'capture-damaged-2026-01-01T00-00-00.db' },
    'record:set-aside': undefined,
    'sample:send': undefined,
    'targets:probe': { url: target.url, allowSelfSigned: false, healthPath: '/health' },
    'targets:save': { id: null, ...targetFields({ url: target.url }) },
    'targets:list': undefined,
    'replay:one': { webhook: 1, destination: { target: 1 }, signature: 'remove', edit: null },
    'deliveries:list': { webhook: 1, target: 1, run: null, failed: false, before: 99 },
    'deliveries:latest': { webhooks: [1, 2] },
    'deliveries:get': { id: 1 },
    'replay:start': { webhooks: [1, 2], destination, plan },
    'runs:list': undefined,
    'runs:cancel': { id: 1 },
    'runs:resume': { id: 1 },
    'runs:compare': { before: 1, after: 1 },
    'runs:deliveries': { run: 1, which: 'changed', after: -1 },
    'targets:replay-missed': { id: 1 },
    'targets:dismiss-missed': { id: 1 },
    'targets:remove': { id: 1 },
    'simulate:catalogue': undefined,
    'simulate:draft': {
      api: 'voice',
      kind: 'transfer',
      channel: 'phone',
      content: null,
      status: null,
      fields: { from: null, to: null, text: null, errorCode: null },
    },
    'simulate:draft-of': { id: 1 },
    'simulate:life': { name: 'delivered', channel: 'whatsapp' },
    'simulate:run': { text: 'steps: [{ wait: 9m }]', scramble: {}, isPaced: true, signWith: { by: 'first' }, to: null },
    'simulate:state': undefined,
    'simulate:stop': undefined,
    'simulate:send': {
      draft: { path: '/', encoding: 'json', signing: 'jwt', text: '{}' },
      count: 1,
      signWith: { by: 'nobody' },
      to: null,
    },
    'rules:save': { id: null, on: true, ...ruleFields() },
    'rules:list': undefined,
    'rules:switch': { id: 1, on: false },
    'rules:move': { id: 1, by: 1 },
    'rules:remove': { id: 1 },
  };
  /** What can't be done now, and says so. */
  const refused: Partial<Record<Channel, string>> = {
    'runs:resume': 'run-is-running',
    'targets:replay-missed': 'nothing-missed',
  };
  const handlers = createHandlers(again.core);
  for (const channel of Object.keys(asked) as Channel[]) {
    const reply = await answer(
      handlers,
      createLog(() => {}),
      channel,
      asked[channel],
    );
    const code = refused[channel];
    if (code !== undefined) {
      expect(reply, channel).toMatchObject({ ok: false, error: { code } });
      continue;
    }
    expect(reply, channel).toMatchObject({ ok: true });
    const value: unknown = reply.ok ? reply.value : undefined;
    expect(requests[channel].output.parse(value), channel).toEqual(value);
  }
});
