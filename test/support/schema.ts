import type { Db } from '../../main/store/open-database.ts';

/** The columns of every table that a migration made. */
export function schemaOf(db: Db): Record<string, string[]> {
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all();
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck();
  return Object.fromEntries(tables.map((table) => [table, columns.all(table)]));
}
