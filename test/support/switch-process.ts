import { createInterface } from 'node:readline';

import { vonageOfRun } from '../../main/cli/vonage-of-run.ts';
import { createCore } from '../../main/core.ts';
import { chooseDataFolder } from '../../main/data-folder.ts';
import { createLog } from '../../main/domain/log.ts';
import { workerScripts } from '../../main/worker-scripts.ts';
import { requests } from '../../shared/contract.ts';

/** The real core in a process that a test can kill; each line on its input is an order, each on its output the outcome. */
const core = await createCore({
  folder: chooseDataFolder(process.argv[2], {}, process.platform),
  version: '0.0.0-test',
  log: createLog((line) => process.stderr.write(line)),
  workers: workerScripts(new URL('../../main/core.ts', import.meta.url).href),
  port: 0,
  ...vonageOfRun(process.env),
});
process.stdout.write('started\n');
process.once('SIGTERM', () => void core.close().then(() => process.exit(0)));
for await (const line of createInterface({ input: process.stdin })) {
  const [order, ...rest] = line.split(' ');
  try {
    if (order === 'apply') await core.switches.apply(requests['switch:apply'].input.parse(JSON.parse(rest.join(' '))));
    else await core.switches.restoreAll();
    process.stdout.write('done\n');
  } catch (error) {
    process.stdout.write(`failed ${String(error)}\n`);
  }
}
