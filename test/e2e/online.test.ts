import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { TestEdge } from '../support/edge/edge.ts';
import { send } from '../support/http.ts';
import type { RunningApp } from '../support/launch-app.ts';
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

async function startOnline(edge: TestEdge): Promise<RunningApp> {
  const app = await startApp({ env: edge.environment });
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

test('nothing is left at the edge after kill -9 of the app', async () => {
  const edge = await TestEdge.start();
  const app = await startOnline(edge);
  await untilOnline(app);
  app.electron.process().kill('SIGKILL');
  await edge.until(() => edge.sessions.length === 0);
});
