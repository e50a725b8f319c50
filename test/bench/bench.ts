import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';

import { measureDeliveries } from './deliveries.ts';
import { measureIngest } from './ingest.ts';
import type { Results } from './results.ts';
import { textFlag } from './results.ts';
import { measureStored } from './stored.ts';
import { measureVerification } from './verification.ts';
import { measureWindow } from './window.ts';

/**
 * `npm run bench [-- --only ingest,verification,deliveries,stored,window] [--rounds N] [--count N] [--stored N,N]`
 *
 * Each number stands beside a baseline of the same run, because machines are noisy: trust the ratios. Prints a table
 * and writes bench-results/bench.json. docs/performance.md says what is measured and how.
 */

const SECTIONS: Readonly<Record<string, () => Results | Promise<Results>>> = {
  ingest: measureIngest,
  verification: measureVerification,
  deliveries: measureDeliveries,
  stored: measureStored,
  window: measureWindow,
};
const wanted = textFlag('only')?.split(',') ?? Object.keys(SECTIONS);
const results: Record<string, Results> = {};

for (const name of wanted) {
  const measure = SECTIONS[name];
  if (measure === undefined) throw new Error(`There is no section ${name}: ${Object.keys(SECTIONS).join(', ')}`);
  results[name] = await measure();
  process.stdout.write(`${name}\n${toTable(results[name])}`);
}
mkdirSync('bench-results', { recursive: true });
const file = `bench-results/bench${wanted.length === Object.keys(SECTIONS).length ? '' : `-${wanted.join('-')}`}.json`;
writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), results }, null, 2)}\n`);

function toTable(section: Results): string {
  const rows = Object.entries(section).map(([name, value]) => {
    const digits = value >= 100 || Number.isInteger(value) ? 0 : 2;
    return `  ${name.padEnd(62)} ${value.toFixed(digits).padStart(10)}\n`;
  });
  return rows.join('');
}
