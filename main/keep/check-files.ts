import { existsSync, statSync } from 'node:fs';

import type { DataFiles } from '../projection/reader.ts';
import { openReadOnly } from '../store/open-database.ts';

export interface CheckedFile {
  readonly name: 'capture.db' | 'index.db' | 'app.db';
  readonly bytes: number;
  /** What SQLite says is wrong; empty where all is right. */
  readonly problems: readonly string[];
}

const MOST_PROBLEMS = 20;

/** Reads every page of the three files and looks whether they fit together. Takes about a second a gigabyte. */
export function checkFiles(files: DataFiles): CheckedFile[] {
  return [check('capture.db', files.capture), check('index.db', files.index), check('app.db', files.app)].filter(
    (checked) => checked !== null,
  );
}

function check(name: CheckedFile['name'], file: string): CheckedFile | null {
  if (!existsSync(file)) return null;
  const { size } = statSync(file);
  return { name, bytes: size, problems: problemsOf(file) };
}

function problemsOf(file: string): string[] {
  try {
    const db = openReadOnly(file);
    try {
      const lines = db.prepare<[], string>(`PRAGMA integrity_check(${MOST_PROBLEMS})`).pluck().all();
      return lines.length === 1 && lines[0] === 'ok' ? [] : lines;
    } finally {
      db.close();
    }
  } catch (error) {
    return [(error as Error).message];
  }
}
