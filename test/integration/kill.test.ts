import { createHash } from 'node:crypto';

import { expect, test } from 'vitest';

import { runCli, startListener } from '../support/cli.ts';
import { startCore } from '../support/core.ts';
import { send } from '../support/http.ts';
import { stored } from '../support/stored.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SENDERS = 32;
const ENOUGH = 2_000;

const hash = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** Sends from many connections at once until the other side is gone; returns the hashes of what was acknowledged. */
async function sendUntilGone(
  url: string,
  round: number,
  onAcknowledged: (count: number) => void,
): Promise<Set<string>> {
  const acknowledged = new Set<string>();
  const sender = async (name: number): Promise<void> => {
    for (let n = 0; ; n += 1) {
      const body = Buffer.from(
        JSON.stringify({
          message_uuid: `${round}-${name}-${n}`,
          channel: 'sms',
          status: 'delivered',
          pad: 'x'.repeat((n * 37) % 2_000),
        }),
      );
      const { status } = await send(url, { target: '/webhooks/message-status', body });
      if (status !== 200) throw new Error(`answered ${status}`);
      acknowledged.add(hash(body));
      onAcknowledged(acknowledged.size);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: SENDERS }, (_, name) => sender(name)));
  for (const end of ends)
    expect(end).toMatchObject({ status: 'rejected', reason: { code: expect.stringMatching(/^E/) } });
  return acknowledged;
}

test('kill -9 under load loses nothing that was acknowledged, time after time in the same folder', async () => {
  const data = temporaryFolder();
  const acknowledged = new Set<string>();
  for (let round = 1; round <= 3; round += 1) {
    const listener = await startListener({ data });
    listener.child.stdout.resume();
    const sent = await sendUntilGone(listener.url, round, (count) => {
      if (count === ENOUGH) listener.child.kill('SIGKILL');
    });
    expect(sent.size).toBeGreaterThanOrEqual(ENOUGH);
    for (const one of sent) acknowledged.add(one);
  }

  const rows = stored(data);
  const kept = new Set(rows.map(({ body }) => hash(body)));
  expect([...acknowledged].filter((one) => !kept.has(one))).toEqual([]);
  expect(rows.map(({ id }) => id)).toEqual(rows.map((_, index) => index + 1));
  for (const { body, outcome } of rows)
    if (outcome === 'complete') expect(() => JSON.parse(body.toString())).not.toThrow();

  const { core, indexed } = await startCore({ data });
  await indexed(rows.length);
  const { ids } = await core.reader.call('ids', { view: 'statuses', filter: '', after: 0 });
  const complete = rows.filter(({ outcome }) => outcome === 'complete').map(({ id }) => id);
  expect(Array.from(ids)).toEqual(expect.arrayContaining(complete));
  const exported = await runCli(['export', '--data', data]);
  expect(exported.stdout.split('\n').slice(0, -1)).toHaveLength(rows.length);
}, 120_000);
