import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import { measureTargets } from './targets.ts';
import { measureVerification } from './verification.ts';
import { memoryMb, runLoad, startServer, untilIndexed } from './process.ts';

/**
 * `npm run bench [-- --rounds N --count N]`: the core beside a bare node:http server, in turns, so that a noisy
 * machine is noisy to both. Trust the ratios. Writes bench-results/bench.json.
 */

const flag = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
};
const ROUNDS = flag('rounds', 5);
const COUNT = flag('count', 50_000);
const IN_FLIGHT = 32;
const RATE = 200;
const STEADY_COUNT = RATE * 10;

interface Round {
  bare: Awaited<ReturnType<typeof runLoad>>;
  core: Awaited<ReturnType<typeof runLoad>>;
  behindMs: number;
  memoryBeforeMb: number;
  memoryAfterMb: number;
  bytesEach: number;
  steadyBare: Awaited<ReturnType<typeof runLoad>>;
  steadyCore: Awaited<ReturnType<typeof runLoad>>;
  targets: Awaited<ReturnType<typeof measureTargets>>;
}

/** `cores` is where the server may run; the generator has the last one. */
async function round(cores: string): Promise<Round> {
  const bareServer = await startServer('bare', [], cores);
  await runLoad('closed', bareServer.port, 2_000, IN_FLIGHT);
  const bare = await runLoad('closed', bareServer.port, COUNT, IN_FLIGHT);
  const steadyBare = await runLoad('open', bareServer.port, STEADY_COUNT, RATE);
  await bareServer.stop();

  const data = mkdtempSync(join(tmpdir(), 'webhook-inspector-bench-'));
  try {
    const server = await startServer('core', [data], cores);
    await runLoad('closed', server.port, 2_000, IN_FLIGHT);
    await untilIndexed(server, 2_000, 0);
    const memoryBeforeMb = memoryMb(server);
    const core = await runLoad('closed', server.port, COUNT, IN_FLIGHT);
    const behindMs = await untilIndexed(server, 2_000 + COUNT, core.endedAt);
    const memoryAfterMb = memoryMb(server);
    const steadyCore = await runLoad('open', server.port, STEADY_COUNT, RATE);
    await server.stop();
    const bytes = ['capture.db', 'index.db'].reduce((sum, file) => sum + statSync(join(data, file)).size, 0);
    const bytesEach = bytes / (2_000 + COUNT + STEADY_COUNT);
    const targets = await measureTargets(cores, STEADY_COUNT, RATE);
    return { bare, core, behindMs, memoryBeforeMb, memoryAfterMb, bytesEach, steadyBare, steadyCore, targets };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const rounds: Round[] = [];
for (let done = 0; done < ROUNDS; done += 1) {
  process.stderr.write(`round ${done + 1} of ${ROUNDS}\n`);
  rounds.push(await round('0'));
}

const of = (value: (round: Round) => number): number => median(rounds.map(value));
const results = {
  'bare node:http, 32 in flight (requests/s)': of(({ bare }) => bare.perSecond),
  'core, 32 in flight (requests/s)': of(({ core }) => core.perSecond),
  'core / bare': of(({ bare, core }) => core.perSecond / bare.perSecond),
  'core, all projected (requests/s)': of(({ core, behindMs }) => COUNT / (COUNT / core.perSecond + behindMs / 1_000)),
  'index behind at the end (ms)': of(({ behindMs }) => behindMs),
  'core, 32 in flight, p50 (ms)': of(({ core }) => core.p50Ms),
  'core, 32 in flight, p99 (ms)': of(({ core }) => core.p99Ms),
  'bare, 200/s, p50 (ms)': of(({ steadyBare }) => steadyBare.p50Ms),
  'bare, 200/s, p99 (ms)': of(({ steadyBare }) => steadyBare.p99Ms),
  'core, 200/s, p50 (ms)': of(({ steadyCore }) => steadyCore.p50Ms),
  'core, 200/s, p99 (ms)': of(({ steadyCore }) => steadyCore.p99Ms),
  '200/s, no target, p50 (ms)': of(({ targets }) => targets.none.p50Ms),
  '200/s, no target, p99 (ms)': of(({ targets }) => targets.none.p99Ms),
  '200/s, target answers, p99 (ms)': of(({ targets }) => targets.answering.p99Ms),
  '200/s, dead target, p99 (ms)': of(({ targets }) => targets.dead.p99Ms),
  '200/s, silent target, p99 (ms)': of(({ targets }) => targets.silent.p99Ms),
  'p99 with a dead target / without': of(({ targets }) => targets.dead.p99Ms / targets.none.p99Ms),
  'memory after 2,000 (MB PSS)': of(({ memoryBeforeMb }) => memoryBeforeMb),
  'memory after all (MB PSS)': of(({ memoryAfterMb }) => memoryAfterMb),
  'disk a webhook (bytes)': of(({ bytesEach }) => bytesEach),
  'verification in the projector (µs each)': measureVerification(),
  'answers other than 2xx': rounds.reduce((sum, { core, steadyCore }) => sum + core.refused + steadyCore.refused, 0),
};

for (const [name, value] of Object.entries(results)) {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : 2;
  process.stdout.write(`${name.padEnd(46)} ${value.toFixed(digits).padStart(10)}\n`);
}
mkdirSync('bench-results', { recursive: true });
writeFileSync(
  'bench-results/bench.json',
  `${JSON.stringify({ at: new Date().toISOString(), results, rounds }, null, 2)}\n`,
);
