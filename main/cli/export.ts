import process from 'node:process';

import { AppError } from '../../shared/reply.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { toExportRecord } from '../transfer/export-record.ts';
import { exportWebhooks } from '../transfer/export-webhooks.ts';
import type { Options } from './options.ts';
import { endWithReader, printLine } from './print.ts';

export async function runExport(options: Options): Promise<number> {
  if (options.format !== 'jsonl') {
    throw new AppError('unknown-format', `There is no export format "${options.format}". The one there is: jsonl`);
  }
  endWithReader();
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  for (const { request, verdict } of exportWebhooks(folder, options.filter)) {
    await printLine(JSON.stringify(toExportRecord(request, verdict)));
  }
  return 0;
}
