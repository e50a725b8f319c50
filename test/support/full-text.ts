import Database from 'better-sqlite3';

import { toIndexedText } from '../../main/domain/words.ts';
import { toFullTextQuery, toPhraseQuery } from '../../main/projection/full-text-query.ts';
import { indexMigrations } from '../../main/projection/index-database.ts';
import type { Db } from '../../main/store/open-database.ts';
import { migrate } from '../../main/store/open-database.ts';
import { closing } from './databases.ts';

/** The real full text index, with nothing around it. */
export function openFullText(): {
  readonly db: Db;
  found(text: string, search: string): boolean;
  hasPhrase(text: string, phrase: string): boolean;
} {
  const db = closing(new Database(':memory:'));
  migrate(db, indexMigrations);
  const insert = db.prepare('INSERT OR REPLACE INTO webhooks_text (rowid, text) VALUES (1, ?)');
  const match = db.prepare<[string], number>('SELECT rowid FROM webhooks_text WHERE webhooks_text MATCH ?').pluck();
  return {
    db,
    hasPhrase(text, phrase) {
      const query = toPhraseQuery(phrase);
      if (query === null) return false;
      insert.run(toIndexedText(text));
      return match.get(query) === 1;
    },
    found(text, search) {
      const query = toFullTextQuery(search);
      if (query === null) return search.trim() === '';
      insert.run(toIndexedText(text));
      return match.get(query) === 1;
    },
  };
}
