import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import type { DataFolder } from '../../main/data-folder.ts';
import { chooseDataFolder } from '../../main/data-folder.ts';
import { measureBusy } from './busy.ts';
import { indexHistory, makeHistory } from './history.ts';
import { memoryMb, startServer } from './process.ts';
import { measureExport, measureReading } from './reading.ts';
import type { Results } from './results.ts';
import { median, tell, textFlag } from './results.ts';

const STARTS = 5;

/** Histories of 100,000 and of a million webhooks, or of as many as `--stored 5000,20000` says. */
export async function measureStored(): Promise<Results> {
  const counts = (textFlag('stored') ?? '100000,1000000').split(',').map(Number);
  const results: Results = {};
  for (const count of counts) {
    const { folder, remove } = historyOf(count);
    try {
      Object.assign(results, await measureHistory(folder, count));
    } finally {
      remove();
    }
  }
  return results;
}

/** `--keep FOLDER` keeps histories there and takes those that are there already: a million take minutes to make. */
export function historyOf(count: number): { folder: DataFolder; remove: () => void; indexSeconds: number } {
  const kept = textFlag('keep');
  const path = kept === null ? mkdtempSync(join(tmpdir(), 'webhook-inspector-bench-')) : join(kept, String(count));
  mkdirSync(path, { recursive: true });
  const folder = chooseDataFolder(path, {}, process.platform);
  const remove = (): void => {
    if (kept === null) rmSync(path, { recursive: true, force: true });
  };
  if (existsSync(folder.index)) return { folder, remove, indexSeconds: Number.NaN };
  tell(`making a history of ${count} webhooks`);
  makeHistory(folder, count);
  return { folder, remove, indexSeconds: indexHistory(folder) };
}

async function measureHistory(folder: DataFolder, count: number): Promise<Results> {
  const label = count.toLocaleString('en-GB');
  tell(`reading from ${label}`);
  const results: Results = {};
  for (const [name, { p50Ms, p95Ms }] of Object.entries(await measureReading(folder, count))) {
    results[`${label}: ${name}, p50 (ms)`] = p50Ms;
    results[`${label}: ${name}, p95 (ms)`] = p95Ms;
  }
  results[`${label}: export (webhooks/s)`] = measureExport(folder, count);
  Object.assign(results, await measureBusy(folder.path, label));
  const empty = mkdtempSync(join(tmpdir(), 'webhook-inspector-bench-'));
  const [full, bare]: [Start[], Start[]] = [[], []];
  for (let start = 0; start < STARTS; start += 1) {
    full.push(await startOn(folder.path));
    bare.push(await startOn(empty));
  }
  rmSync(empty, { recursive: true, force: true });
  const of = (starts: readonly Start[], value: (start: Start) => number): number => median(starts.map(value));
  results[`${label}: start to listening, headless (ms)`] = of(full, ({ listeningMs }) => listeningMs);
  results[`${label}: start to listening / with an empty folder`] =
    of(full, ({ listeningMs }) => listeningMs) / of(bare, ({ listeningMs }) => listeningMs);
  results[`${label}: memory after the start (MB PSS)`] = of(full, ({ memory }) => memory);
  results[`${label}: memory after the start, empty folder (MB PSS)`] = of(bare, ({ memory }) => memory);
  return results;
}

interface Start {
  readonly listeningMs: number;
  readonly memory: number;
}

async function startOn(data: string): Promise<Start> {
  const started = performance.now();
  const server = await startServer('core', [data], 'one core');
  const listeningMs = performance.now() - started;
  const memory = memoryMb(server);
  await server.stop();
  return { listeningMs, memory };
}
