import { join } from 'node:path';

import type { RequestRow } from '../../main/capture/capture-database.ts';
import { toStoredRequest } from '../../main/capture/capture-database.ts';
import type { StoredRequest } from '../../main/domain/captured-request.ts';
import { openReadOnly } from '../../main/store/open-database.ts';

/** All rows of a record, read from outside the app. */
export function stored(folder: string): (Omit<StoredRequest, 'body'> & { body: Buffer })[] {
  const db = openReadOnly(join(folder, 'capture.db'));
  try {
    const rows = db.prepare<[], RequestRow>('SELECT * FROM requests ORDER BY id').all();
    return rows.map((row) => ({ ...toStoredRequest(row), body: Buffer.from(row.body) }));
  } finally {
    db.close();
  }
}
