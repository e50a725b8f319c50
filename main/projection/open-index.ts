import type { Db } from '../store/open-database.ts';
import { deleteIndex, openIndexDatabase } from './index-database.ts';

/** Opens the index that belongs to this record; one that can't have followed it is built anew. */
export function openIndexOf(record: Db, file: string): Db {
  const index = openIndexDatabase(file);
  if (!isOfAnother(record, index)) return index;
  index.close();
  deleteIndex(file);
  return openIndexDatabase(file);
}

/**
 * It knows ids that the record has never given, or it missed removals that the record has forgotten since: a power cut
 * can throw the index back, because its commits are not synced.
 */
function isOfAnother(record: Db, index: Db): boolean {
  const progress = index
    .prepare<[], { upTo: number; changeSeq: number }>(
      'SELECT request_id AS upTo, change_seq AS changeSeq FROM progress',
    )
    .get();
  if (progress === undefined || progress.upTo === 0) return false;
  const known = record
    .prepare<[], { lastId: number; changeSeq: number }>(
      `SELECT max(last_id, coalesce((SELECT max(id) FROM requests), 0),
         coalesce((SELECT max(last_id) FROM removed_ranges), 0)) AS lastId, change_seq AS changeSeq FROM forgotten`,
    )
    .get();
  return known !== undefined && (progress.upTo > known.lastId || progress.changeSeq < known.changeSeq);
}
