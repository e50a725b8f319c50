import { existsSync } from 'node:fs';
import process from 'node:process';

import { readFilter } from '../../shared/filter/parse-filter.ts';
import { AppError } from '../../shared/reply.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { printReadable } from '../keep/save-readable.ts';
import { toExportRecord } from '../transfer/export-record.ts';
import { exportWebhooks } from '../transfer/export-webhooks.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';

const WRITE_CHARACTERS = 256 * 1_024;
const EXIT_INCOMPLETE = 1;

export function runExport(options: Options): number {
  if (options.format !== 'jsonl') {
    throw new AppError('unknown-format', `There is no export format "${options.format}". The one there is: jsonl`);
  }
  if (options.from !== undefined) return exportDamaged(options.from, options.filter);
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  const filter = readFilter(options.filter);
  let lines = '';
  try {
    for (const { request, judged, marks } of exportWebhooks(folder, filter, Date.now())) {
      lines += `${JSON.stringify(toExportRecord(request, judged, marks.note))}\n`;
      if (lines.length < WRITE_CHARACTERS) continue;
      if (!print(lines)) return 0;
      lines = '';
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'damaged-data') throw error;
    print(lines);
    process.stderr.write(`Not all could be printed. ${error.message}\n`);
    return EXIT_INCOMPLETE;
  }
  print(lines);
  return 0;
}

/** What can be read of a record that was moved aside; 1 where something could not. */
function exportDamaged(file: string, filter: string): number {
  if (filter !== '')
    throw new AppError('bad-use', '--filter does not go with --from: all that can be read is printed.');
  if (!existsSync(file)) throw new AppError('no-data', `There is no ${file}.`);
  const { webhooks, gaps } = printReadable(file, print);
  if (gaps === 0) return 0;
  process.stderr.write(`${webhooks} webhooks could be read; in ${gaps} places of the file some could not.\n`);
  return EXIT_INCOMPLETE;
}
