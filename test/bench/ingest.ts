import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Load, Placement } from './process.ts';
import { cpuSeconds, memoryMb, runLoad, startServer, untilIndexed } from './process.ts';
import type { Results } from './results.ts';
import { flag, median, tell } from './results.ts';

const ROUNDS = flag('rounds', 5);
const COUNT = flag('count', 50_000);
const IN_FLIGHT = 32;
const WARM_UP = 2_000;
const RATE = 200;
const STEADY_COUNT = RATE * 10;

interface CoreRun {
  load: Load;
  behindMs: number;
  projectorUs: number;
  memoryBeforeMb: number;
  memoryAfterMb: number;
  bytesEach: number;
  steady: Load;
}

interface Round {
  bare: Load;
  steadyBare: Load;
  least: Load;
  apart: CoreRun;
  shared: CoreRun;
}

async function round(): Promise<Round> {
  const apart = await runCore('others apart');
  const bareServer = await startServer('bare', [], 'one core');
  await runLoad('closed', bareServer.port, WARM_UP, IN_FLIGHT);
  const bare = await runLoad('closed', bareServer.port, COUNT, IN_FLIGHT);
  const steadyBare = await runLoad('open', bareServer.port, STEADY_COUNT, RATE);
  await bareServer.stop();
  const leastServer = await startServer('least', [], 'one core');
  await runLoad('closed', leastServer.port, WARM_UP, IN_FLIGHT);
  const least = await runLoad('closed', leastServer.port, COUNT, IN_FLIGHT);
  await leastServer.stop();
  return { bare, steadyBare, least, apart, shared: await runCore('one core') };
}

async function runCore(placement: Placement): Promise<CoreRun> {
  const data = mkdtempSync(join(tmpdir(), 'webhook-inspector-bench-'));
  try {
    const server = await startServer('core', [data], placement);
    await runLoad('closed', server.port, WARM_UP, IN_FLIGHT);
    await untilIndexed(server, WARM_UP, 0);
    const memoryBeforeMb = memoryMb(server);
    const cpuBefore = cpuSeconds(server, 'projector');
    const load = await runLoad('closed', server.port, COUNT, IN_FLIGHT);
    const behindMs = await untilIndexed(server, WARM_UP + COUNT, load.endedAt);
    const projectorUs = ((cpuSeconds(server, 'projector') - cpuBefore) * 1_000_000) / COUNT;
    const memoryAfterMb = memoryMb(server);
    const steady = await runLoad('open', server.port, STEADY_COUNT, RATE);
    await server.stop();
    const bytes = readdirSync(data).reduce((sum, file) => sum + statSync(join(data, file)).size, 0);
    const bytesEach = bytes / (WARM_UP + COUNT + STEADY_COUNT);
    return { load, behindMs, projectorUs, memoryBeforeMb, memoryAfterMb, bytesEach, steady };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** The headless core beside a bare node:http server, in turns, so that a noisy machine is noisy to both. */
export async function measureIngest(): Promise<Results> {
  const rounds: Round[] = [];
  for (let done = 0; done < ROUNDS; done += 1) {
    tell(`ingest, round ${done + 1} of ${ROUNDS}`);
    rounds.push(await round());
  }
  const of = (value: (round: Round) => number): number => median(rounds.map(value));
  return {
    'bare node:http, 32 in flight (requests/s)': of(({ bare }) => bare.perSecond),
    'one insert a request and nothing else, synced (requests/s)': of(({ least }) => least.perSecond),
    'one insert a request and nothing else, synced / bare': of(({ bare, least }) => least.perSecond / bare.perSecond),
    'core, index on another core (requests/s)': of(({ apart }) => apart.load.perSecond),
    'core, index on another core / bare': of(({ bare, apart }) => apart.load.perSecond / bare.perSecond),
    'core, all on one core (requests/s)': of(({ shared }) => shared.load.perSecond),
    'core, all on one core / bare': of(({ bare, shared }) => shared.load.perSecond / bare.perSecond),
    'core, all on one core, projected (requests/s)': of(
      ({ shared }) => COUNT / (COUNT / shared.load.perSecond + shared.behindMs / 1_000),
    ),
    'index behind at the end, all on one core (ms)': of(({ shared }) => shared.behindMs),
    'projector, CPU a webhook (µs)': of(({ shared }) => shared.projectorUs),
    'core, 32 in flight, p50 (ms)': of(({ apart }) => apart.load.p50Ms),
    'core, 32 in flight, p99 (ms)': of(({ apart }) => apart.load.p99Ms),
    'bare, 200/s, p50 (ms)': of(({ steadyBare }) => steadyBare.p50Ms),
    'bare, 200/s, p99 (ms)': of(({ steadyBare }) => steadyBare.p99Ms),
    'core, 200/s, p50 (ms)': of(({ apart }) => apart.steady.p50Ms),
    'core, 200/s, p99 (ms)': of(({ apart }) => apart.steady.p99Ms),
    'memory after 2,000 (MB PSS)': of(({ shared }) => shared.memoryBeforeMb),
    'memory after all (MB PSS)': of(({ shared }) => shared.memoryAfterMb),
    'disk a webhook (bytes)': of(({ shared }) => shared.bytesEach),
    'answers other than 2xx': rounds.reduce(
      (sum, { apart, shared }) =>
        sum + apart.load.refused + apart.steady.refused + shared.load.refused + shared.steady.refused,
      0,
    ),
  };
}
