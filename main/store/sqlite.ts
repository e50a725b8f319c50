import { dirname, join } from 'node:path';

import Database from 'better-sqlite3';

/** The oldest Node-API that the binary inside the better-sqlite3 package works with; below it, loading that crashes. */
const NEEDED_NODE_API = 10;

/** Opens a file with the SQLite that this runtime can load. */
export function connect(file: string, options: Database.Options): Database.Database {
  const nativeBinding = ownBinary(process.versions['napi'], process.execPath);
  return new Database(file, nativeBinding === null ? options : { ...options, nativeBinding });
}

/**
 * Where a SQLite lies that was compiled for an older Electron, which stands in for a current one on some developers'
 * machines; null in every runtime that takes the package's. It lies beside the program, whoever starts that.
 */
export function ownBinary(nodeApi: string | undefined, executable: string): string | null {
  return Number(nodeApi) >= NEEDED_NODE_API ? null : join(dirname(executable), 'better_sqlite3.node');
}
