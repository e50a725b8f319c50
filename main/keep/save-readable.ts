import { closeSync, openSync, writeSync } from 'node:fs';

import { AppError } from '../../shared/reply.ts';
import { openReadOnly } from '../store/open-database.ts';
import { toExportRecord } from '../transfer/export-record.ts';
import { salvage } from './salvage.ts';

export interface Saved {
  readonly webhooks: number;
  /** Places in the file where something could not be read. */
  readonly gaps: number;
  readonly file: string;
}

const WRITE_CHARACTERS = 256 * 1_024;

/** Writes all that can be read of a damaged record to a new file, as JSON Lines. Never over one that is there. */
export function saveReadable(record: string, file: string): Saved {
  const output = open(file);
  try {
    return { ...printReadable(record, (lines) => writeAll(output, lines)), file };
  } finally {
    closeSync(output);
  }
}

/** The same to wherever; ends where `write` says that nobody reads any more. */
export function printReadable(record: string, write: (lines: string) => boolean): Omit<Saved, 'file'> {
  let webhooks = 0;
  let gaps = 0;
  let lines = '';
  const db = openDamaged(record);
  try {
    for (const request of salvage(db, () => (gaps += 1))) {
      webhooks += 1;
      lines += `${JSON.stringify(toExportRecord(request, null))}\n`;
      if (lines.length < WRITE_CHARACTERS) continue;
      if (!write(lines)) return { webhooks, gaps };
      lines = '';
    }
    write(lines);
    return { webhooks, gaps };
  } finally {
    db.close();
  }
}

function openDamaged(record: string) {
  try {
    const db = openReadOnly(record);
    db.prepare('SELECT 1 FROM requests LIMIT 0').get();
    return db;
  } catch (error) {
    throw new AppError(
      'unreadable-record',
      `Nothing can be read of ${record}: ${(error as Error).message}. The file is left as it is.`,
      { cause: error },
    );
  }
}

function open(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    throw new AppError('unwritable-file', `${file} can't be written: ${(error as Error).message}.`, { cause: error });
  }
}

function writeAll(output: number, text: string): true {
  for (let bytes = Buffer.from(text); bytes.length > 0;) bytes = bytes.subarray(writeSync(output, bytes));
  return true;
}
