import { once } from 'node:events';

import { expect, test } from 'vitest';

import { startApp } from '../support/app.ts';
import { send } from '../support/http.ts';
import { stored } from '../support/stored.ts';

const SENDERS = 32;
const KILL_AFTER = 2_000;

test('kill -9 of the app under load loses no webhook that was acknowledged', async () => {
  const app = await startApp();
  const acknowledged: string[] = [];
  let sent = 0;
  const process = app.electron.process();
  const gone = once(process, 'exit');

  const sender = async (): Promise<void> => {
    for (;;) {
      sent += 1;
      const id = `kill-${sent}`;
      const answer = await send(app.url, {
        target: '/webhooks/message-status',
        body: `{"message_uuid":"${id}","status":"read"}`,
      }).catch(() => null);
      if (answer === null) return;
      if (answer.status === 200) acknowledged.push(id);
      if (acknowledged.length === KILL_AFTER) process.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  await gone;

  const kept = new Set(stored(app.data).map(({ body }) => JSON.parse(body.toString()).message_uuid as string));
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_AFTER);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
});

test('the window follows two thousand webhooks that come as fast as they can', async () => {
  const { page, url, complaints } = await startApp();
  const count = 2_000;
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await send(url, {
        target: '/webhooks/message-status',
        body: `{"message_uuid":"n-${next}","status":"delivered"}`,
      });
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  await page.locator(`[role="grid"][aria-rowcount="${count + 1}"]`).waitFor();
  expect(complaints).toEqual([]);
});
