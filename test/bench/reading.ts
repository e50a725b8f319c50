import { execFileSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import type { DataFolder } from '../../main/data-folder.ts';
import type { ReaderProcess } from '../../main/projection/reader-process.ts';
import { startReader } from '../../main/projection/reader-process.ts';
import { workerScripts } from '../../main/worker-scripts.ts';
import { RARE_WORD } from './history.ts';

export interface Spread {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

const TIMES = 30;
const RARE_TEXT = `contains:"The ${RARE_WORD} should"`;

/** What the window asks for, through the reading thread as the window does, with everything in the system's cache. */
export async function measureReading(folder: DataFolder, count: number): Promise<Record<string, Spread>> {
  const reader = startReader(workerScripts(new URL('../../main/core.ts', import.meta.url).href).reader, folder);
  const list = { view: 'all', filter: '', after: 0 } as const;
  const newest = Array.from({ length: 60 }, (_, index) => count - index);
  const anyPlace = (time: number): number[] => {
    const first = 1 + Math.floor((count - 60) * ((time * 0.618_034) % 1));
    return Array.from({ length: 60 }, (_, index) => first + index);
  };
  const [known] = await reader.call('rows', [Math.floor(count / 2)]);
  const messageId = known?.messageId ?? '';
  const asked: Record<string, (time: number) => Promise<unknown>> = {
    'first page, newest 60 rows': () => reader.call('rows', newest),
    'jump to any place, 60 rows': (time) => reader.call('rows', anyPlace(time)),
    'counts of the views': () => reader.call('counts', null),
    'detail of one webhook': (time) => reader.call('detail', anyPlace(time)[0] ?? 1),
    'all ids of the list': () => reader.call('ids', list),
    'all ids of a view': () => reader.call('ids', { ...list, view: 'inbound' }),
    'search for a rare word': () => reader.call('ids', { ...list, filter: RARE_WORD }),
    'search for the start of a word': () => reader.call('ids', { ...list, filter: `${RARE_WORD.slice(0, 4)}*` }),
    'search for a message id': () => reader.call('ids', { ...list, filter: messageId }),
    'search for a word in a quarter of all': () => reader.call('ids', { ...list, filter: 'where' }),
    'filter kind:status': () => reader.call('ids', { ...list, filter: 'kind:status' }),
    'filter status:rejected channel:whatsapp': () =>
      reader.call('ids', { ...list, filter: 'status:rejected channel:whatsapp' }),
    'filter from:447700900000, in most': () => reader.call('ids', { ...list, filter: 'from:447700900000' }),
    'filter to: one number': () => reader.call('ids', { ...list, filter: 'to:447700900042' }),
    'filter error:1320 after:-1h': () => reader.call('ids', { ...list, filter: 'error:1320 after:-1h' }),
    'contains: a rare text, the newest part': () => reader.call('ids', { ...list, filter: RARE_TEXT }),
    'sorted by status or text': () =>
      reader.call('ids', { ...list, sort: { column: 'summary', direction: 'ascending' } }),
    'all ids of messages': () => reader.call('messageIds', { family: 'messages', search: '', after: 0 }),
  };
  const results: Record<string, Spread> = {};
  for (const [name, ask] of Object.entries(asked)) results[name] = await spreadOf(ask);
  results['contains: a rare text, all'] = await spreadOf(() => readAllBodies(reader, RARE_TEXT), 5);
  await reader.close();
  return results;
}

/** As the window searches bodies: part after part, towards the oldest. */
async function readAllBodies(reader: ReaderProcess, filter: string): Promise<void> {
  let below: number | undefined;
  do {
    const { left } = await reader.call('ids', { view: 'all', filter, after: 0, below });
    below = left?.below;
  } while (below !== undefined);
}

async function spreadOf(work: (time: number) => Promise<unknown>, times = TIMES): Promise<Spread> {
  await work(0);
  const took: number[] = [];
  for (let time = 1; time <= times; time += 1) {
    const started = performance.now();
    await work(time);
    took.push(performance.now() - started);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

/** `cli export` to nowhere, the start of its process included. Rows a second. */
export function measureExport(folder: DataFolder, count: number): number {
  const nowhere = openSync('/dev/null', 'w');
  const headless = fileURLToPath(new URL('../../main/headless.ts', import.meta.url));
  const started = performance.now();
  execFileSync(process.execPath, [headless, 'export', '--data', folder.path], {
    stdio: ['ignore', nowhere, 'inherit'],
  });
  const seconds = (performance.now() - started) / 1_000;
  closeSync(nowhere);
  return count / seconds;
}
