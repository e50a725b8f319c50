import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import type { RunningApp } from '../support/launch-app.ts';
import { launchApp } from '../support/launch-app.ts';
import { watchArrivals, watchFrames, watchSearch } from './page-probes.ts';
import { runLoad, startServer } from './process.ts';
import { RARE_WORD } from './history.ts';
import type { Results } from './results.ts';
import { flag, median, quantile, tell, textFlag } from './results.ts';
import { historyOf } from './stored.ts';

const COUNT = flag('count', 50_000);
const IN_FLIGHT = 32;
const SECONDS = 10;
const ROW = '[role="grid"] [role="row"][data-id]';

/** The built app in a real Electron with its list open. Needs what `npm test` sets up: see docs/performance.md. */
export async function measureWindow(): Promise<Results> {
  if (process.env['ELECTRON_PATH'] === undefined) {
    tell('window: skipped, because ELECTRON_PATH is not set');
    return {};
  }
  const stored = Number((textFlag('stored') ?? '1000000').split(',').at(-1));
  return { ...(await measureLoad()), ...(await measureFull(stored)) };
}

async function measureLoad(): Promise<Results> {
  const bare = await startServer('bare', [], 'one core');
  const bareLoad = await runLoad('closed', bare.port, COUNT, IN_FLIGHT);
  await bare.stop();

  return withApp(null, async ({ page, url, electron }) => {
    const port = Number(new URL(url).port);
    const results: Results = {};
    tell('window: 32 in flight');
    await runLoad('closed', port, 2_000, IN_FLIGHT);
    await page.waitForSelector(ROW);
    const memoryBefore = memoryOf(electron.process().pid ?? 0);
    const load = await runLoad('closed', port, COUNT, IN_FLIGHT);
    results['window, list open, 32 in flight (requests/s)'] = load.perSecond;
    results['window, list open / bare node:http'] = load.perSecond / bareLoad.perSecond;
    await page.waitForFunction((wanted) => document.body.textContent?.includes(wanted), format(COUNT + 2_000));
    results['window, memory of all processes after 2,000 (MB PSS)'] = memoryBefore;
    results[`window, memory of all processes after ${format(COUNT)} more (MB PSS)`] = memoryOf(
      electron.process().pid ?? 0,
    );
    for (const rate of [200, 1_000, 2_000]) {
      tell(`window: ${rate} a second`);
      const arrivals = rate === 200 ? await watchArrivals(page, ROW) : null;
      const frames = await watchFrames(page);
      const steady = await runLoad('open', port, rate * SECONDS, rate);
      const { total, long } = await frames();
      results[`window, ${rate}/s: answer p50 (ms)`] = steady.p50Ms;
      results[`window, ${rate}/s: answer p99 (ms)`] = steady.p99Ms;
      results[`window, ${rate}/s: frames a second`] = total / SECONDS;
      results[`window, ${rate}/s: frames over 50 ms (%)`] = (long / total) * 100;
      if (arrivals === null) continue;
      const painted = await arrivals();
      results['window, 200/s: arrival to painted row, p50 (ms)'] = median(painted);
      results['window, 200/s: arrival to painted row, p99 (ms)'] = quantile(painted, 0.99);
    }
    return results;
  });
}

async function measureFull(count: number): Promise<Results> {
  const label = format(count);
  const { folder, remove } = historyOf(count);
  try {
    tell(`window: cold starts with ${label} stored`);
    const [full, empty]: [number[], number[]] = [[], []];
    for (let start = 0; start < 3; start += 1) {
      full.push(await firstPaint(folder.path, ROW));
      empty.push(await firstPaint(null, 'main'));
    }
    return await withApp(folder.path, async ({ page, electron }) => {
      await page.waitForSelector(ROW);
      const memory = memoryOf(electron.process().pid ?? 0);
      const searches = await watchSearch(page, ROW, RARE_WORD.slice(0, 1));
      return {
        [`window, ${label} stored: start to first rows (ms)`]: median(full),
        [`window, ${label} stored: start to first rows / an empty window's paint`]: median(full) / median(empty),
        [`window, ${label} stored: memory of all processes (MB PSS)`]: memory,
        [`window, ${label} stored: key press to painted results, p50 (ms)`]: median(searches),
        [`window, ${label} stored: key press to painted results, p95 (ms)`]: quantile(searches, 0.95),
      };
    });
  } finally {
    remove();
  }
}

async function firstPaint(data: string | null, selector: string): Promise<number> {
  const started = performance.now();
  return withApp(data, async ({ page }) => {
    await page.waitForSelector(selector);
    return performance.now() - started;
  });
}

async function withApp<T>(data: string | null, use: (app: RunningApp) => Promise<T>): Promise<T> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'webhook-inspector-bench-'));
  const app = await launchApp({ data: folder, size: { width: 1_280, height: 800 } });
  try {
    return await use(app);
  } finally {
    await app.close();
    if (data === null) rmSync(folder, { recursive: true, force: true });
  }
}

/** Proportional set size in MB of a process and all below it. */
function memoryOf(pid: number): number {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const parent = Number(read(`/proc/${entry}/stat`).split(') ')[1]?.split(' ')[1]);
    parents.set(Number(entry), parent);
  }
  const isBelow = (one: number): boolean => one === pid || (parents.has(one) && isBelow(parents.get(one) ?? 0));
  const family = [...parents.keys()].filter(isBelow);
  const kb = family.map((one) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0));
  return kb.reduce((sum, value) => sum + value, 0) / 1_024;
}

/** Empty where the process has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const format = (count: number): string => count.toLocaleString('en-GB');
