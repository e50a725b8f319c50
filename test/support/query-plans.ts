import Database from 'better-sqlite3';
import { vi } from 'vitest';

import { openReadOnly } from '../../main/store/open-database.ts';
import { closing } from './databases.ts';

/** What SQLite says that it does for each query that `work` prepares, in their order, a line each. */
export function queryPlans(file: string, attached: Readonly<Record<string, string>>, work: () => void): string[] {
  const prepare = vi.spyOn(Database.prototype, 'prepare');
  work();
  const statements = prepare.mock.calls.map(([sql]) => sql).filter((sql) => /^\s*(SELECT|DELETE|WITH)/.test(sql));
  prepare.mockRestore();
  const db = closing(openReadOnly(file));
  for (const [name, other] of Object.entries(attached)) db.prepare(`ATTACH ? AS ${name}`).run(other);
  return statements.map((sql) => {
    // Every parameter gets a value: the plan does not depend on which.
    const named = Object.fromEntries(Array.from(sql.matchAll(/@(\w+)/g), ([, name]) => [name, 1]));
    const positional = Array.from(sql.matchAll(/\?/g), () => 1);
    const explain = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    const lines = Object.keys(named).length > 0 ? explain.all(named) : explain.all(...positional);
    return lines.map(({ detail }) => detail).join(' | ');
  });
}
