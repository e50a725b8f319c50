import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import { STREAM } from '../support/edge/agent-session.ts';
import { TestEdge } from '../support/edge/edge.ts';
import { send } from '../support/http.ts';
import { GO_NGROK, goOnline, startCoreFor, untilState, untilTunnel } from '../support/online.ts';
import { stored } from '../support/stored.ts';

const INBOUND = '/webhooks/inbound-message';
const FLAPPING_WEBHOOKS = 400;
const PATIENCE_MS = 2_000;

/** Something that the edge does to the tunnel, until it is noticed. */
interface Flap {
  begin(): void | Promise<void>;
  end?(): void | Promise<void>;
}

/** The status of the answer; 0 where there is none, which Vonage does not wait for either. */
function sendAsVonage(url: string, target: string): Promise<number> {
  return Promise.race([
    send(url, { target, body: target }).then(
      ({ status }) => status,
      () => 0,
    ),
    wait(PATIENCE_MS, 0, { ref: false }),
  ]);
}

describe('online', () => {
  test('means that a probe came back; webhooks are captured as come through the tunnel, probes are not', async () => {
    const edge = await TestEdge.start();
    const { core, url: local, folder } = await startCoreFor(edge);
    const url = await goOnline(core);
    expect(core.state().tunnel).toMatchObject({
      kind: 'ngrok',
      problem: null,
      latencyMs: expect.any(Number) as number,
    });
    await send(url, { target: INBOUND, headers: { Host: 'dev.edge.test' }, body: '{"a": 1}' });
    await send(local, { target: INBOUND, body: 'local' });
    const rows = stored(folder);
    expect(rows.map(({ via, target, body }) => [via, target, body.toString()])).toEqual([
      ['tunnel', INBOUND, '{"a": 1}'],
      ['local', INBOUND, 'local'],
    ]);
    expect(rows[0]?.rawHeaders.join()).toContain('X-Forwarded-For,127.0.0.1');
  });

  test('asks for the domain that was chosen, and tells ngrok nothing of this machine', async () => {
    const edge = await TestEdge.start();
    const { core } = await startCoreFor(edge);
    await core.online.goOnline({ kind: 'ngrok', domain: 'https://My-App.ngrok.app/' });
    await untilState(core, 'online');
    expect(edge.endpoints).toEqual(['my-app.ngrok.app']);
    expect(core.settings()).toMatchObject({ tunnel: 'ngrok', ngrokDomain: 'my-app.ngrok.app' });
    expect(JSON.stringify(edge.requests)).not.toContain(process.cwd());
  });

  test('goes on for 1,000 webhooks, each stored once as it was sent', async () => {
    const edge = await TestEdge.start();
    const { core, folder } = await startCoreFor(edge);
    const url = await goOnline(core);
    const bodies = Array.from({ length: 1_000 }, (_, index) => randomBytes(index % 50 === 0 ? 200_000 : index));
    const left = [...bodies.entries()];
    const sender = async (): Promise<void> => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const [index, body] = next;
        expect((await send(url, { target: `/${index}`, body })).status).toBe(200);
      }
    };
    await Promise.all(Array.from({ length: 16 }, sender));
    const rows = stored(folder);
    expect(rows).toHaveLength(1_000);
    const wrong = rows.filter(({ target, body }) => bodies[Number(target.slice(1))]?.equals(body) !== true);
    expect(wrong.map(({ target }) => target)).toEqual([]);
  });
});

describe('offline', () => {
  test('leaves no session at the edge; so does quitting', async () => {
    const edge = await TestEdge.start();
    const { core } = await startCoreFor(edge);
    const url = await goOnline(core);
    expect(await core.online.goOffline()).toMatchObject({ state: 'offline', url: null, problem: null });
    await edge.until(() => edge.sessions.length === 0);
    expect((await send(url, {})).headers['ngrok-error-code']).toBe('ERR_NGROK_3200');
    await goOnline(core);
    await core.close();
    await edge.until(() => edge.sessions.length === 0);
  });

  test('while it is still connecting, too', async () => {
    const edge = await TestEdge.start();
    edge.faults.answersAuth = false;
    const { core } = await startCoreFor(edge, { tunnelLimits: { attemptMs: 60_000 } });
    await core.online.goOnline(GO_NGROK);
    await edge.until(() => edge.requests.length > 0);
    expect(await core.online.goOffline()).toMatchObject({ state: 'offline', problem: null });
  });

  test.each([
    ['a wrong token', 'ERR_NGROK_105', 'Copy it again'],
    ['an address that is not confirmed', 'ERR_NGROK_123', 'e-mail address'],
    ['a suspended account', 'ERR_NGROK_102', 'suspended'],
  ])('at once for %s, with what to do and without the token', async (_name, code, words) => {
    const edge = await TestEdge.start();
    edge.faults.auth = [code];
    const { core, logged } = await startCoreFor(edge);
    await core.online.goOnline(GO_NGROK);
    const { problem } = await untilState(core, 'offline');
    expect(problem?.code).toBe(code);
    expect(problem?.message).toContain(words);
    expect(edge.requests).toHaveLength(1);
    expect(JSON.stringify(problem) + logged.join()).not.toContain(edge.token);
  });

  test.each([
    ['an address that somebody else has online', { bind: ['ERR_NGROK_334'] }, 'ERR_NGROK_334'],
    ['too many sessions', { maxSessions: 0 }, 'ERR_NGROK_108'],
  ])('for %s, but only after asking for a while', async (_name, faults, code) => {
    const edge = await TestEdge.start();
    Object.assign(edge.faults, faults);
    const { core } = await startCoreFor(edge, { tunnelLimits: { takenMs: 1 } });
    await core.online.goOnline(GO_NGROK);
    expect(await untilState(core, 'offline')).toMatchObject({ problem: { code } });
    expect(edge.requests.filter(({ type }) => type === STREAM.auth).length).toBeGreaterThan(1);
    await edge.until(() => edge.sessions.length === 0);
  });
});

test('it gives up where the token was revoked while the edge was away', async () => {
  const edge = await TestEdge.start();
  const { core } = await startCoreFor(edge);
  await goOnline(core);
  await edge.die();
  edge.faults.auth = ['ERR_NGROK_107'];
  await edge.comeBack();
  expect(await untilState(core, 'offline')).toMatchObject({ url: null, problem: { code: 'ERR_NGROK_107' } });
});

describe('without a click it is online again', () => {
  test.each([
    ['its own old session held the address for a moment', { bind: ['ERR_NGROK_334', 'ERR_NGROK_334', ''] }],
    ['the account had too many sessions for a moment', { auth: ['ERR_NGROK_108', ''] }],
    ['ngrok was asked too fast', { bind: ['ERR_NGROK_351', ''] }],
  ])('when %s', async (_name, faults) => {
    const edge = await TestEdge.start();
    Object.assign(edge.faults, faults);
    const { core } = await startCoreFor(edge);
    await goOnline(core);
    expect(core.state().tunnel.problem).toBeNull();
  });

  test('when the edge was away, at the same address', async () => {
    const edge = await TestEdge.start();
    const { core, folder } = await startCoreFor(edge);
    const url = await goOnline(core);
    await edge.die();
    const waiting = await untilState(core, 'reconnecting');
    expect(waiting.problem?.code).toMatch(/^ngrok-|^ERR_NGROK_3200$/);
    // Several attempts fail before the edge is back.
    await untilTunnel(core, ({ problem }) => problem?.code === 'ngrok-unreachable');
    await edge.comeBack();
    expect(await untilState(core, 'online')).toMatchObject({ url, previousUrl: null });
    expect((await send(url, { body: 'after' })).status).toBe(200);
    expect(stored(folder).map(({ body }) => body.toString())).toEqual(['after']);
    expect(edge.sessions).toHaveLength(1);
  });

  test('again and again, whatever the edge does, and what was acknowledged is stored once', async () => {
    const edge = await TestEdge.start();
    const { core, folder } = await startCoreFor(edge);
    const url = await goOnline(core);
    const flaps: readonly Flap[] = [
      { begin: () => edge.cut() },
      { begin: () => edge.die(), end: () => edge.comeBack() },
      { begin: () => edge.silence(), end: () => edge.speak() },
      {
        begin() {
          Object.assign(edge.faults, { auth: ['ERR_NGROK_108', ''], bind: ['ERR_NGROK_334', ''] });
          edge.cut();
        },
      },
    ];
    const acknowledged: string[] = [];
    let sent = 0;
    let flapping = Promise.resolve();
    const flap = async (count: number): Promise<void> => {
      const chosen = flaps[count % flaps.length];
      await untilState(core, 'online');
      const noticed = untilState(core, 'reconnecting');
      await chosen?.begin();
      await noticed;
      await chosen?.end?.();
      await untilState(core, 'online');
    };
    const sender = async (): Promise<void> => {
      while (sent < FLAPPING_WEBHOOKS) {
        sent += 1;
        const target = `/${sent}`;
        const part = FLAPPING_WEBHOOKS / 8;
        if (sent % part === 0) flapping = flapping.then(flap.bind(null, sent / part));
        if ((await sendAsVonage(url, target)) === 200) acknowledged.push(target);
        else await untilState(core, 'online');
      }
    };
    await Promise.all(Array.from({ length: 8 }, sender));
    await flapping;
    const counts = new Map<string, number>();
    for (const { target } of stored(folder)) counts.set(target, (counts.get(target) ?? 0) + 1);
    expect(acknowledged.filter((target) => counts.get(target) !== 1)).toEqual([]);
    expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(FLAPPING_WEBHOOKS / 4);
    expect(acknowledged.length).toBeLessThan(FLAPPING_WEBHOOKS);
  });

  test('when its connection was cut, and tells where the address has changed', async () => {
    const edge = await TestEdge.start();
    edge.faults.newNames = true;
    const { core } = await startCoreFor(edge);
    const before = await goOnline(core);
    edge.cut();
    await untilState(core, 'reconnecting');
    const after = await untilState(core, 'online');
    expect(after.previousUrl).toBe(before);
    expect(after.url).not.toBe(before);
  });

  test('when the edge was silent with every connection open', async () => {
    const edge = await TestEdge.start();
    const { core } = await startCoreFor(edge, { tunnelLimits: { probeEveryMs: 60_000 } });
    await goOnline(core);
    edge.silence();
    // Nobody probes: the heartbeats tell.
    await untilTunnel(core, ({ problem }) => problem?.code === 'ngrok-silent');
    await untilTunnel(core, ({ problem }) => problem?.code === 'ngrok-no-answer');
    edge.speak();
    await untilState(core, 'online');
  });

  test('when probes were lost, although the session seemed well', async () => {
    const edge = await TestEdge.start();
    const { core } = await startCoreFor(edge);
    await goOnline(core);
    // The cloud forgets the address and keeps the session.
    for (const session of edge.sessions) session.binds.clear();
    expect((await untilState(core, 'reconnecting')).problem?.code).toBe('ERR_NGROK_3200');
    await untilState(core, 'online');
    expect(edge.endpoints).toEqual(['dev.edge.test']);
  });

  test('when the edge did not answer at first', async () => {
    const edge = await TestEdge.start();
    edge.faults.answersBind = false;
    const { core } = await startCoreFor(edge);
    await core.online.goOnline(GO_NGROK);
    const waiting = await untilTunnel(core, ({ problem }) => problem?.code === 'ngrok-no-answer');
    expect(waiting.state).toBe('connecting');
    edge.faults.answersBind = true;
    await untilState(core, 'online');
  });

  test('when the SDK has aborted its process, which does not take the app with it', async () => {
    const edge = await TestEdge.start();
    const { core, url: local } = await startCoreFor(edge);
    await goOnline(core);
    for (const session of edge.sessions) session.crash();
    const { problem } = await untilState(core, 'reconnecting');
    expect(problem?.code).toBe('ngrok-died');
    expect((await send(local, {})).status).toBe(200);
    await untilState(core, 'online');
  });
});

describe('going online is refused', () => {
  test.each([
    ['without an authtoken', { authtoken: undefined }, GO_NGROK, 'no-authtoken'],
    ['with a domain that is none', {}, { kind: 'ngrok', domain: 'my app' } as const, 'bad-domain'],
    ['with an address that is none', {}, { kind: 'custom', url: 'ftp://x' } as const, 'bad-url'],
    [
      'with a certificate file that is not there',
      { ngrokEdge: { serverAddr: null, caFile: '/no' } },
      GO_NGROK,
      'bad-ca-file',
    ],
  ])('%s', async (_name, options, choice, code) => {
    const edge = await TestEdge.start();
    const { core } = await startCoreFor(edge, options);
    await expect(core.online.goOnline(choice)).rejects.toMatchObject({ code });
    expect(core.state().tunnel.state).toBe('offline');
  });
});

test('the authtoken is kept sealed, and goes along into another vault', async () => {
  const edge = await TestEdge.start();
  const { core, folder } = await startCoreFor(edge, { authtoken: undefined });
  await core.chooseVault('file');
  await core.online.setAuthtoken(`ngrok config add-authtoken ${edge.token}`);
  expect(core.state().authtoken).toBe('kept');
  await core.close();
  const again = await startCoreFor(edge, { authtoken: undefined, data: folder });
  await goOnline(again.core);
  await again.core.chooseVault('session');
  await again.core.close();
  const last = await startCoreFor(edge, { authtoken: undefined, data: folder });
  expect(last.core.state().authtoken).toBe('none');
});
