import process from 'node:process';

import { createCore } from '../../../main/core.ts';
import { chooseDataFolder } from '../../../main/data-folder.ts';
import { adHocTarget } from '../../../main/deliveries/ad-hoc-target.ts';
import { createLog } from '../../../main/domain/log.ts';
import { workerScripts } from '../../../main/worker-scripts.ts';

/** The headless core as it is, with a message when the index has caught up. Forwards to a target where one is given. */
const [, , data, forwardTo] = process.argv;
const core = await createCore({
  folder: chooseDataFolder(data, {}, process.platform),
  version: 'bench',
  log: createLog((line) => process.stderr.write(line)),
  workers: workerScripts(new URL('../../../main/core.ts', import.meta.url).href),
  port: 0,
  forwardTo: forwardTo === undefined ? undefined : { ...adHocTarget(forwardTo, false), live: true },
});

type Order = { readonly untilIndexed: number } | { readonly searchBodies: string };

process.on('message', (order: Order) => {
  // Ends when the core is closed.
  if ('searchBodies' in order) searchForEver(order.searchBodies).catch(() => {});
  else tellWhenIndexed(order.untilIndexed);
});

function tellWhenIndexed(untilIndexed: number): void {
  const report = (): void => {
    if (core.progress().upTo < untilIndexed) return;
    core.events.off('progress', report);
    process.send?.({ indexedAt: Date.now() });
  };
  core.events.on('progress', report);
  report();
}

/** Reads all bodies, over and over, as if somebody searched them. */
async function searchForEver(filter: string): Promise<void> {
  for (let below: number | undefined; ;) {
    const { left } = await core.reader.call('ids', { view: 'all', filter, after: 0, below });
    below = left?.below;
  }
}

process.on('disconnect', () => void core.close());
process.send?.({ port: core.receiver.port });
