import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, onTestFinished, test } from 'vitest';

import { accountSettings } from '../../main/vonage/account-settings.ts';
import { Applications } from '../../main/vonage/applications.ts';
import { Pace } from '../../main/vonage/pace.ts';
import type { VonageLimits } from '../../main/vonage/vonage-http.ts';
import { defaultVonageLimits, VonageHttp, vonageHosts } from '../../main/vonage/vonage-http.ts';
import type { FakeVonage } from '../support/fake-vonage.ts';
import { aHold, API_KEY, API_SECRET, startFakeVonage } from '../support/fake-vonage.ts';

const { signal } = new AbortController();
const CREDENTIALS = { apiKey: API_KEY, apiSecret: API_SECRET };

const applicationsOf = (url: string, limits: Partial<VonageLimits> = {}, credentials = CREDENTIALS): Applications =>
  new Applications(new VonageHttp(credentials, { ...defaultVonageLimits, everyMs: 1, firstWaitMs: 1, ...limits }), url);

async function withOne(): Promise<FakeVonage> {
  const fake = await startFakeVonage();
  fake.add('app-1', 'One', '{"messages": {"webhooks": {}}}');
  return fake;
}

const putTo = async (fake: FakeVonage, address: string, limits: Partial<VonageLimits> = {}): Promise<void> => {
  const holder = applicationsOf(fake.url, limits).holder('app-1');
  const change = { name: 'messages.status_url', address, present: true };
  await holder.write(await holder.read(signal), [change], signal);
};

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

describe('listing applications', () => {
  test('reads every page, and asks as an account', async () => {
    const fake = await startFakeVonage();
    for (let number = 0; number < 205; number += 1) {
      fake.add(`app-${number}`, `Name ${String(number).padStart(3, '0')}`, '{"voice": {}}');
    }
    const found = await applicationsOf(fake.url).list(signal);
    expect(found).toHaveLength(205);
    expect(found.at(-1)).toEqual({ id: 'app-204', name: 'Name 204', capabilities: ['voice'] });
    expect(fake.asked.map(({ target }) => target)).toEqual(
      [1, 2, 3].map((page) => `/v2/applications?page_size=100&page=${page}`),
    );
  });

  test('of an account without any is empty', async () => {
    expect(await applicationsOf((await startFakeVonage()).url).list(signal)).toEqual([]);
  });

  test.each(['null', '[]', '"x"'])('takes one with the capabilities %s for one without any', async (capabilities) => {
    const fake = await withOne();
    fake.add('odd', 'Odd', capabilities);
    const found = await applicationsOf(fake.url).list(signal);
    expect(found).toHaveLength(2);
    expect(found.find(({ id }) => id === 'odd')).toEqual({ id: 'odd', name: 'Odd', capabilities: [] });
  });

  test('ends where the pages do not', async () => {
    const fake = await withOne();
    const page = JSON.stringify({ total_pages: 9_000, _embedded: { applications: [] } });
    fake.next('GET', { kind: 'answer', status: 200, body: page });
    expect(await applicationsOf(fake.url).list(signal)).toEqual([]);
  });

  test.each(['', '<html>', '[]', '{"_embedded": {"applications": [{"id": 1}]}}'])('refuses %j', async (body) => {
    const fake = await withOne();
    fake.next('GET', { kind: 'answer', status: 200, body });
    await expect(applicationsOf(fake.url).list(signal)).rejects.toMatchObject({ code: 'vonage-not-understood' });
  });
});

describe('a refusal is told in words', () => {
  test.each([
    [400, 'vonage-refused', 'not-done'],
    [403, 'vonage-forbidden', 'not-done'],
    [404, 'vonage-not-found', 'not-done'],
    [409, 'vonage-conflict', 'not-done'],
    [415, 'vonage-refused', 'not-done'],
    [422, 'vonage-refused', 'not-done'],
    [302, 'vonage-moved', 'not-done'],
    [408, 'vonage-refused', 'unknown'],
    [500, 'vonage-failed', 'unknown'],
    [503, 'vonage-failed', 'unknown'],
  ])('%i', async (status, code, effect) => {
    const fake = await withOne();
    const headers = { location: `${fake.url}/elsewhere` };
    fake.next('PUT', { kind: 'answer', status, headers, body: '{"title": "T", "detail": "Because of that"}' });
    const failed = putTo(fake, 'https://new.example/');
    await expect(failed).rejects.toMatchObject({
      code,
      effect,
      message: expect.stringMatching(/ Vonage says: Because of that\.$/),
    });
    expect(fake.asked.map(({ method }) => method)).toEqual(['GET', 'PUT']);
  });

  test('with the parameters that are wrong', async () => {
    await expect(putTo(await withOne(), 'ftp://nowhere')).rejects.toMatchObject({
      code: 'vonage-refused',
      message: expect.stringContaining('capabilities.messages.webhooks.status_url.address'),
    });
  });

  test('and never with the secret, whatever the answer says', async () => {
    const fake = await withOne();
    const encoded = Buffer.from(`${API_KEY}:${API_SECRET}`).toString('base64');
    const detail = `bad ${API_SECRET}, ${encoded}, Basic ${encoded}`;
    fake.next('GET', { kind: 'answer', status: 400, body: JSON.stringify({ detail }) });
    const error: unknown = await applicationsOf(fake.url)
      .list(signal)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      message: expect.stringContaining('bad [API secret], [API secret], Basic [API secret].'),
    });
    const told = JSON.stringify(error, Object.getOwnPropertyNames(error));
    expect(told).not.toContain(API_SECRET);
    expect(told).not.toContain(encoded);
  });

  test('a wrong secret is told apart from a signature secret', async () => {
    const fake = await withOne();
    const failed = applicationsOf(fake.url, {}, { apiKey: API_KEY, apiSecret: 'wrong' }).list(signal);
    await expect(failed).rejects.toMatchObject({ code: 'vonage-credentials' });
    await expect(failed).rejects.toThrow('not the signature secret');
  });
});

describe('too many requests', () => {
  test.each([['PUT'], ['GET']] as const)('are repeated after the pause that Vonage names: %s', async (method) => {
    const fake = await withOne();
    fake.next(method, { kind: 'answer', status: 429, headers: { 'retry-after': '0' } });
    fake.next(method, { kind: 'answer', status: 429 });
    await putTo(fake, 'https://new.example/');
    expect(fake.applications.get('app-1')).toContain('https://new.example/');
    expect(fake.asked.filter((one) => one.method === method)).toHaveLength(3);
  });

  test('end in a sentence where the pause is too long', async () => {
    const fake = await withOne();
    fake.next('PUT', { kind: 'answer', status: 429, headers: { 'retry-after': '3600' } });
    await expect(putTo(fake, 'https://new.example/')).rejects.toMatchObject({
      code: 'vonage-busy',
      effect: 'not-done',
    });
    expect(fake.asked).toHaveLength(2);
  });

  test('end after a few tries, with a date that is over as well', async () => {
    const fake = await withOne();
    const headers = { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' };
    for (let number = 0; number < 9; number += 1) fake.next('GET', { kind: 'answer', status: 429, headers });
    await expect(applicationsOf(fake.url).list(signal)).rejects.toMatchObject({ code: 'vonage-busy' });
    expect(fake.asked).toHaveLength(4);
  });
});

describe('a connection that breaks', () => {
  test('is tried again where the request only reads', async () => {
    const fake = await withOne();
    fake.next('GET', { kind: 'cut', when: 'before' });
    fake.next('GET', { kind: 'answer', status: 502, body: '<html>' });
    expect(await applicationsOf(fake.url).list(signal)).toHaveLength(1);
  });

  test.each(['before', 'after'] as const)(
    'is not tried again where it changes: cut %s it took effect',
    async (when) => {
      const fake = await withOne();
      fake.next('PUT', { kind: 'cut', when });
      await expect(putTo(fake, 'https://new.example/')).rejects.toMatchObject({
        code: 'vonage-cut',
        effect: 'unknown',
      });
      expect(fake.applications.get('app-1')?.includes('https://new.example/')).toBe(when === 'after');
      expect(fake.asked).toHaveLength(2);
    },
  );

  test('and one that never was: nothing was changed', async () => {
    const port = await freePort();
    await expect(applicationsOf(`http://127.0.0.1:${port}`).holder('app-1').read(signal)).rejects.toMatchObject({
      code: 'vonage-unreachable',
      effect: 'not-done',
      message: `127.0.0.1:${port} can’t be reached (ECONNREFUSED). Is this computer online?`,
    });
  });
});

describe('time', () => {
  test('is limited for one request', async () => {
    const fake = await withOne();
    fake.next('PUT', aHold('after').fault);
    await expect(putTo(fake, 'https://new.example/', { requestMs: 300 })).rejects.toMatchObject({
      code: 'vonage-slow',
      effect: 'unknown',
    });
  });

  test('ends at once where the app gives up', async () => {
    const fake = await withOne();
    fake.next('GET', aHold('before').fault);
    const given = new AbortController();
    const failed = applicationsOf(fake.url).list(given.signal);
    given.abort();
    await expect(failed).rejects.toMatchObject({ code: 'vonage-stopped' });
  });
});

test('requests start at their pace: a few at once, and the next one waits', async () => {
  const pace = new Pace(60_000);
  const given = new AbortController();
  for (let turn = 0; turn < 6; turn += 1) await pace.turn(given.signal);
  const next = pace.turn(given.signal);
  given.abort();
  await expect(next).rejects.toMatchObject({ name: 'AbortError' });
});

test('an answer without an end is cut off', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(1_048_576, ' ');
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  await expect(applicationsOf(`http://127.0.0.1:${port}`).list(signal)).rejects.toThrow('its answer is too long');
});

const settingsOf = (fake: FakeVonage) =>
  accountSettings(new VonageHttp(CREDENTIALS, { ...defaultVonageLimits, everyMs: 1, firstWaitMs: 1 }), fake.url);

describe('account settings', () => {
  test('are read without changing them, and only what is asked for is sent', async () => {
    const fake = await startFakeVonage();
    fake.settings.mo = 'https://old.example/in';
    const holding = await settingsOf(fake).read(signal);
    expect(holding.slots).toEqual([
      { name: 'sms.mo-callback-url', address: 'https://old.example/in', present: true, method: null },
      { name: 'sms.dr-callback-url', address: null, present: false, method: null },
    ]);
    const change = { name: 'sms.dr-callback-url', address: 'https://new.example/?a=b&c', present: true };
    await settingsOf(fake).write(holding, [change], signal);
    expect(fake.asked.map(({ target, body }) => [target, body])).toEqual([
      ['/account/settings', ''],
      ['/account/settings', 'drCallBackUrl=https%3A%2F%2Fnew.example%2F%3Fa%3Db%26c'],
    ]);
    expect(fake.settings).toEqual({ mo: 'https://old.example/in', dr: 'https://new.example/?a=b&c' });
  });

  test('an address that does not answer Vonage is refused', async () => {
    const fake = await startFakeVonage();
    fake.deadAddresses.add('https://dead.example/');
    const change = { name: 'sms.mo-callback-url', address: 'https://dead.example/', present: true };
    const holder = settingsOf(fake);
    await expect(holder.write(await holder.read(signal), [change], signal)).rejects.toThrow(
      'Vonage says: Callback URL is not returning a 200 response: https://dead.example/.',
    );
  });
});

test('the hosts are Vonage’s own unless the environment names another', () => {
  expect(vonageHosts({})).toEqual({ api: 'https://api.nexmo.com', rest: 'https://rest.nexmo.com' });
  expect(vonageHosts({ VONAGE_API_URL: 'http://localhost:1/' })).toEqual({
    api: 'http://localhost:1',
    rest: 'http://localhost:1',
  });
  for (const url of ['localhost', 'localhost:4010', 'ftp://example.com', '//example.com']) {
    expect(() => vonageHosts({ VONAGE_API_URL: url })).toThrow(`VONAGE_API_URL is no http or https address: ${url}`);
  }
});
