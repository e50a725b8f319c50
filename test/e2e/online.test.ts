import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { API_KEY, API_SECRET, startFakeVonage } from '../support/fake-vonage.ts';
import { TestEdge } from '../support/edge/edge.ts';
import { send } from '../support/http.ts';
import type { RunningApp } from '../support/launch-app.ts';
import { addApplication } from '../support/switching.ts';
import { visible } from '../support/window.ts';

/** The public address, once the window's own state says that it is online. */
function untilOnline({ page }: RunningApp): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const look = (tunnel: { readonly state: string; readonly url: string | null }): void => {
          if (tunnel.state === 'online') resolve(tunnel.url ?? '');
        };
        window.inspector.subscribe('app:changed', ({ tunnel }) => look(tunnel));
        void window.inspector.invoke('app:state', undefined).then((reply) => {
          if (reply.ok) look(reply.value.tunnel);
        });
      }),
  );
}

async function startOnline(edge: TestEdge, env: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
  const app = await startApp({ env: { ...edge.environment, ...env } });
  await app.page.evaluate(async (text) => {
    await window.inspector.invoke('authtoken:set', { text });
    await window.inspector.invoke('tunnel:go-online', { kind: 'ngrok', domain: '' });
  }, edge.token);
  return app;
}

test('the app goes online by a utility process, survives its abort, and leaves nothing behind when it quits', async () => {
  const edge = await TestEdge.start();
  const app = await startOnline(edge);
  const url = await untilOnline(app);
  await send(url, { target: '/webhooks/inbound-message', body: '{"text": "through the tunnel"}' });
  await visible(app.page.getByRole('row').nth(1));

  for (const session of edge.sessions) session.crash();
  await edge.until(() => edge.sessions.length === 0);
  await edge.until(() => edge.endpoints.length === 1);
  expect(await untilOnline(app)).toBe(url);

  await app.close();
  await edge.until(() => edge.sessions.length === 0);
  expect(app.complaints).toEqual([]);
});

test('going offline at once ends an attempt that would hang, before its process is even there', async () => {
  const edge = await TestEdge.start();
  edge.faults.answersAuth = false;
  const app = await startApp({ env: edge.environment });
  const reply = await app.page.evaluate(async (text) => {
    await window.inspector.invoke('authtoken:set', { text });
    await window.inspector.invoke('tunnel:go-online', { kind: 'ngrok', domain: '' });
    return window.inspector.invoke('tunnel:go-offline', undefined);
  }, edge.token);
  expect(reply).toMatchObject({ ok: true, value: { state: 'offline' } });
  await app.close();
  await edge.until(() => edge.sessions.length === 0);
});

test('nothing is left at the edge after kill -9 of the app', async () => {
  const edge = await TestEdge.start();
  const app = await startOnline(edge);
  await untilOnline(app);
  app.electron.process().kill('SIGKILL');
  await edge.until(() => edge.sessions.length === 0);
});

test('Setup tells what is missing, points Vonage here, and quitting puts everything back', async () => {
  const edge = await TestEdge.start();
  const fake = await startFakeVonage();
  addApplication(fake);
  const original = fake.own('app-1');
  const app = await startOnline(edge, { VONAGE_API_URL: fake.url });
  const { page } = app;
  await untilOnline(app);
  await page.evaluate(
    async ([apiKey, text]) => {
      const bridge = window.inspector;
      const fields = { label: 'Mine', apiKey, smsMethod: null, applicationIds: [] };
      const saved = await bridge.invoke('accounts:save', { id: null, ...fields });
      if (saved.ok)
        await bridge.invoke('secrets:set', { account: saved.value.id, use: 'api', label: 'API secret', text });
      await bridge.invoke('settings:set', { setupApplication: { apiKey, id: 'app-1' } });
    },
    [API_KEY, API_SECRET] as const,
  );
  await page.keyboard.press('Control+5');
  const check = (name: string) => page.getByRole('listitem', { name, exact: true });
  for (const name of ['Receiver: Pass', 'Public address: Pass', 'Account: Pass', 'Application: Pass']) {
    await visible(check(name));
  }
  await check('Addresses at Vonage: Fail').getByRole('button', { name: 'Point them here' }).click();
  await page.getByRole('button', { name: 'Change 2 addresses' }).click();
  await visible(check('Addresses at Vonage: Pass'));
  await visible(page.getByText('The address switch is on'));
  expect(fake.own('app-1')).not.toBe(original);
  await app.close();
  expect(fake.own('app-1')).toBe(original);
  expect(app.complaints).toEqual([]);
});
