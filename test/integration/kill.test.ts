import { expect, test } from 'vitest';

import { runCli, startListener } from '../support/cli.ts';
import { startCore } from '../support/core.ts';
import { hashOf, sendUntilGone } from '../support/send-until-gone.ts';
import { stored } from '../support/stored.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ENOUGH = 2_000;

test('kill -9 under load loses nothing that was acknowledged, time after time in the same folder', async () => {
  const data = temporaryFolder();
  const acknowledged = new Set<string>();
  for (let round = 1; round <= 3; round += 1) {
    const listener = await startListener({ data });
    listener.child.stdout.resume();
    const sent = await sendUntilGone(listener.url, String(round), (count) => {
      if (count === ENOUGH) listener.child.kill('SIGKILL');
    });
    expect(sent.size).toBeGreaterThanOrEqual(ENOUGH);
    for (const one of sent) acknowledged.add(one);
  }

  const rows = stored(data);
  const kept = new Set(rows.map(({ body }) => hashOf(body)));
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
