import process from 'node:process';

import { readFilter } from '../../shared/filter/parse-filter.ts';
import { AppError } from '../../shared/reply.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { toExportRecord } from '../transfer/export-record.ts';
import { exportWebhooks } from '../transfer/export-webhooks.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';

const WRITE_CHARACTERS = 256 * 1_024;

export function runExport(options: Options): number {
  if (options.format !== 'jsonl') {
    throw new AppError('unknown-format', `There is no export format "${options.format}". The one there is: jsonl`);
  }
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  const filter = readFilter(options.filter);
  let lines = '';
  for (const { request, judged } of exportWebhooks(folder, filter, Date.now())) {
    lines += `${JSON.stringify(toExportRecord(request, judged))}\n`;
    if (lines.length < WRITE_CHARACTERS) continue;
    if (!print(lines)) return 0;
    lines = '';
  }
  print(lines);
  return 0;
}
