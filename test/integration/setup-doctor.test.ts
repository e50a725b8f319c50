import { describe, expect, test } from 'vitest';

import type { Core } from '../../main/core.ts';
import type { Check, CheckName, SetupReport } from '../../shared/contract/setup.ts';
import type { TestCore } from '../support/core.ts';
import { TestEdge } from '../support/edge/edge.ts';
import type { FakeVonage } from '../support/fake-vonage.ts';
import { aHold, API_KEY, onFake, startFakeVonage } from '../support/fake-vonage.ts';
import { send } from '../support/http.ts';
import { goOnline, startCoreFor, untilState } from '../support/online.ts';
import { addApplication, OLD_INBOUND } from '../support/switching.ts';

const HOLDER = { apiKey: API_KEY, holder: 'app-1' };
const THEIRS = 'https://colleague.example/in';

interface Scene extends TestCore {
  readonly edge: TestEdge;
  readonly fake: FakeVonage;
  readonly original: string;
}

async function aScene(options: Parameters<typeof startCoreFor>[1] = {}): Promise<Scene> {
  const edge = await TestEdge.start();
  const fake = await startFakeVonage();
  addApplication(fake);
  const running = await startCoreFor(edge, { ...onFake(fake), vonageLimits: { everyMs: 1 }, ...options });
  running.core.changeSettings({ setupApplication: { apiKey: API_KEY, id: 'app-1' } });
  return { ...running, edge, fake, original: fake.own('app-1') };
}

const of = ({ checks }: SetupReport, name: CheckName): Check | undefined => checks.find((check) => check.name === name);
const now = async (core: Core, name: CheckName): Promise<Check | undefined> => of(await core.setup.report(), name);

/** Points the addresses of Messages at this public address. */
async function pointTo(core: Core, base: string): Promise<void> {
  const { rows } = await core.switches.preview({ ...HOLDER, base });
  const chosen = rows.filter(({ usual }) => usual).map(({ name, current }) => ({ name, seen: current }));
  await core.switches.apply({ ...HOLDER, base, chosen });
}

test('the doctor follows what happens, and asks Vonage only when told to', async () => {
  const { core, fake, indexed } = await aScene();
  expect(await now(core, 'tunnel')).toMatchObject({ state: 'fail', fix: { does: 'go-online' } });
  expect(await now(core, 'last')).toMatchObject({ state: 'unknown' });
  const url = await goOnline(core);
  expect(await now(core, 'tunnel')).toMatchObject({ state: 'pass', at: expect.any(Number) as number });
  await send(url, {
    target: '/webhooks/inbound-message',
    headers: { 'X-Forwarded-For': '216.147.3.9' },
    body: '{"message_uuid":"aaaaaaaa-0000-4000-8000-000000000001","to":"447700900000","from":"447700900001","timestamp":"2025-01-15T09:30:00Z","channel":"sms","message_type":"text","text":"hi"}',
  });
  await indexed(1);
  expect(await now(core, 'last')).toMatchObject({ state: 'pass' });
  expect(await now(core, 'source')).toMatchObject({ state: 'pass' });
  expect(await now(core, 'signed')).toMatchObject({ state: 'warn' });
  expect(core.state().tunnelUsage).toMatchObject({ webhooks: 1, probes: expect.any(Number) as number });
  expect(fake.asked).toEqual([]);
  expect(await now(core, 'addresses')).toMatchObject({ state: 'unknown' });
  expect(of(await core.setup.ask(), 'addresses')).toMatchObject({
    state: 'fail',
    sentence: expect.stringContaining(OLD_INBOUND) as string,
  });
  await pointTo(core, url);
  // What Vonage said before is not true any more.
  expect(await now(core, 'addresses')).toMatchObject({ state: 'unknown' });
  const asked = await core.setup.ask();
  expect(of(asked, 'addresses')).toMatchObject({ state: 'pass' });
  expect(of(asked, 'application')).toMatchObject({ state: 'pass' });
  expect(asked.vonage).toMatchObject({ canAsk: true, isAsking: false });
});

describe('questions to Vonage', () => {
  test('are shared by all that ask meanwhile, and those get what is true afterwards', async () => {
    const { core, fake } = await aScene();
    fake.add('app-2', 'Calls only', '{"voice": {}}');
    const { fault, release } = aHold('before');
    fake.next('GET', fault);
    const reached = fake.reached(1);
    const first = core.setup.ask();
    await reached;
    expect(of(await core.setup.report(), 'application')).toMatchObject({ state: 'checking' });
    core.changeSettings({ setupApplication: { apiKey: API_KEY, id: 'app-2' } });
    const others = [core.setup.ask(), core.setup.ask(), core.setup.ask()];
    release();
    await first;
    for (const report of await Promise.all(others)) {
      expect(of(report, 'application')).toMatchObject({ state: 'fail' });
    }
    expect(fake.asked.map(({ target }) => target)).toEqual([
      '/v2/applications/app-1',
      '/account/settings',
      '/v2/applications/app-2',
      '/account/settings',
    ]);
  });

  test('that fail are told', async () => {
    const { core } = await aScene({ vonageCredentials: { apiKey: API_KEY, apiSecret: 'wrong' } });
    const refused = await core.setup.ask();
    expect(of(refused, 'application')).toMatchObject({
      state: 'fail',
      sentence: expect.stringContaining('does not accept this API key') as string,
    });
    core.changeSettings({ setupApplication: null });
    expect(of(await core.setup.ask(), 'application')).toMatchObject({ state: 'unknown' });
  });
});

describe('an address that somebody else has changed while it was switched', () => {
  const change = async (): Promise<Scene & { readonly id: number }> => {
    const scene = await aScene();
    const url = await goOnline(scene.core);
    await pointTo(scene.core, url);
    scene.fake.edit('app-1', (text) => text.replace(`${url}/webhooks/inbound-message`, THEIRS));
    const found = of(await scene.core.setup.ask(), 'addresses');
    expect(found).toMatchObject({ state: 'fail', sentence: expect.stringContaining(THEIRS) as string });
    if (found?.fix?.does !== 'decide') throw new Error('nothing to decide');
    return { ...scene, id: found.fix.id };
  };

  test.each([
    ['theirs', THEIRS],
    ['original', OLD_INBOUND],
  ] as const)('is shown beside the others, and %s stays', async (choice, stays) => {
    const { core, fake, id, original } = await change();
    const changes = fake.asked.filter(({ method }) => method === 'PUT').length;
    await core.switches.look(id);
    const [open] = core.state().switches;
    expect(open).toMatchObject({ state: 'conflict' });
    expect(open?.slots.map(({ theirs }) => theirs)).toEqual([{ address: THEIRS }, null]);
    expect(fake.asked.filter(({ method }) => method === 'PUT')).toHaveLength(changes);
    await core.switches.resolve(id, [{ name: 'messages.inbound_url', choice, seen: THEIRS }]);
    expect(fake.own('app-1')).toBe(original.replace(OLD_INBOUND, stays));
  });

  test('is replaced by ours again where the person changes it once more; theirs is then what is put back', async () => {
    const { core, fake, original } = await change();
    await pointTo(core, core.state().tunnel.url ?? '');
    expect(of(await core.setup.ask(), 'addresses')).toMatchObject({ state: 'pass' });
    await core.goOffline();
    expect(fake.own('app-1')).toBe(original.replace(OLD_INBOUND, THEIRS));
  });

  test('is nobody’s affair where it was put back meanwhile', async () => {
    const { core, fake, id } = await change();
    fake.edit('app-1', (text) => text.replace(THEIRS, OLD_INBOUND));
    await core.switches.look(id);
    expect(core.state().switches).toMatchObject([{ state: 'verified' }]);
  });
});

test('another public address is noticed, and what is switched follows; the beginning is what is put back', async () => {
  const { core, edge, fake, original } = await aScene();
  edge.faults.newNames = true;
  const before = await goOnline(core);
  await pointTo(core, before);
  edge.cut();
  await untilState(core, 'reconnecting');
  const { url, previousUrl } = await untilState(core, 'online');
  expect(previousUrl).toBe(before);
  expect(of(await core.setup.ask(), 'addresses')).toMatchObject({ state: 'fail', fix: { does: 'move-switches' } });
  await pointTo(core, url ?? '');
  expect(of(await core.setup.ask(), 'addresses')).toMatchObject({ state: 'pass' });
  await core.goOffline();
  expect(fake.own('app-1')).toBe(original);
});
