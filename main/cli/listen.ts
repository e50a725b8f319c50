import process from 'node:process';

import { findKind } from '../../shared/vonage/kinds.ts';
import type { CoreOptions } from '../core.ts';
import { createCore } from '../core.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { createLog } from '../domain/log.ts';
import { toExportRecord } from '../transfer/export-record.ts';
import { openRecord } from '../transfer/export-webhooks.ts';
import { followWebhooks } from './follow-webhooks.ts';
import type { Options } from './options.ts';
import { endWithReader, printLine } from './print.ts';

/** Receives until SIGINT or SIGTERM and prints each webhook once it is stored and understood. */
export async function runListen(
  options: Options,
  { version, workers }: Pick<CoreOptions, 'version' | 'workers'>,
): Promise<number> {
  endWithReader();
  const stopped = stopSignal();
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  const log = createLog((line) => process.stderr.write(line));
  const core = await createCore({ folder, version, log, workers, port: options.port });
  const { receiver } = core.state();
  if (receiver.state === 'listening') {
    await printLine(`listening ${receiver.baseUrl}`);
    if (receiver.wantedPort !== null) log.info(`port ${receiver.wantedPort} is taken, so it is ${receiver.port}`);
  }
  const record = openRecord(folder);
  const following = followWebhooks(core, record, async ({ request, verdict }) => {
    const line = toExportRecord(request, verdict);
    await printLine(options.json ? JSON.stringify(line) : toLine(line));
  });
  await stopped;
  await following.close();
  record.close();
  await core.close();
  return 0;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function toLine(record: ReturnType<typeof toExportRecord>): string {
  const label = findKind(record.api, record.kind).label;
  const parties = record.from === null && record.to === null ? '' : `${record.from ?? '?'} → ${record.to ?? '?'}`;
  const parts = [record.receivedAt, label, record.channel ?? '', parties, record.summary, record.messageId ?? ''];
  return parts.filter((part) => part !== '').join('  ');
}
