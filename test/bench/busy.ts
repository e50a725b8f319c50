import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chooseDataFolder } from '../../main/data-folder.ts';
import type { Load } from './process.ts';
import { deadTarget, runLoad, startServer } from './process.ts';
import type { Results } from './results.ts';
import { tell } from './results.ts';

const RATE = 200;
const COUNT = RATE * 10;

/** What answers to Vonage cost while all bodies of a history are searched and a dead target is forwarded to. */
export async function measureBusy(history: string, label: string): Promise<Results> {
  tell(`answers while ${label} are searched`);
  const calm = await measure(history, false);
  const busy = await measure(history, true);
  return {
    [`${label}: ${RATE}/s, p50 (ms)`]: calm.p50Ms,
    [`${label}: ${RATE}/s, p99 (ms)`]: calm.p99Ms,
    [`${label}: ${RATE}/s, bodies searched, dead target, p50 (ms)`]: busy.p50Ms,
    [`${label}: ${RATE}/s, bodies searched, dead target, p99 (ms)`]: busy.p99Ms,
  };
}

/** On a copy: what arrives must not change the history that others measure. */
async function measure(history: string, isBusy: boolean): Promise<Load> {
  const path = mkdtempSync(join(tmpdir(), 'webhook-inspector-bench-'));
  try {
    const [from, to] = [history, path].map((folder) => chooseDataFolder(folder, {}, process.platform));
    for (const file of ['capture', 'index', 'app'] as const) cpSync(from?.[file] ?? '', to?.[file] ?? '');
    const server = await startServer('core', isBusy ? [path, await deadTarget()] : [path], 'others apart');
    if (isBusy) server.child.send({ searchBodies: 'contains:"in none of them"' });
    await runLoad('closed', server.port, RATE, 8);
    const load = await runLoad('open', server.port, COUNT, RATE);
    await server.stop();
    return load;
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}
