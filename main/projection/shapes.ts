import type { Statement } from 'better-sqlite3';

import type { Db } from '../store/open-database.ts';

/** What never changes of a webhook and is shared by many, in the order of the columns. */
export type Shape = readonly [
  view: number,
  api: string,
  kind: string,
  channel: string | null,
  status: string | null,
  errorCode: string | null,
  account: string | null,
  via: string,
  answerStatus: number,
  hasId: number,
  hasFindings: number,
  isMisrouted: number,
  isIncomplete: number,
  /** Whatever its signature turns out to be. */
  isProblem: number,
];

const COLUMNS =
  'view, api, kind, channel, status, error_code, account, via, answer_status, has_id, has_findings, is_misrouted, is_incomplete, is_problem';

/** Real traffic has a few dozen; somebody who makes up a status for each webhook must not fill the memory. */
const MOST_REMEMBERED = 5_000;

/** Numbers what webhooks have in common. Call `begin` with each transaction: a failed one takes its numbers along. */
export class Shapes {
  readonly #find: Statement<[string], number>;
  readonly #add: Statement<[string, ...Shape]>;
  readonly #known = new Map<string, number>();

  constructor(index: Db) {
    this.#find = index.prepare<[string], number>('SELECT id FROM shapes WHERE key = ?').pluck();
    const values = COLUMNS.replaceAll(/\w+/g, '?');
    this.#add = index.prepare(`INSERT INTO shapes (key, ${COLUMNS}) VALUES (?, ${values})`);
  }

  begin(): void {
    this.#known.clear();
  }

  numberOf(shape: Shape): number {
    const key = JSON.stringify(shape);
    const known = this.#known.get(key) ?? this.#find.get(key);
    const number = known ?? Number(this.#add.run(key, ...shape).lastInsertRowid);
    if (this.#known.size < MOST_REMEMBERED) this.#known.set(key, number);
    return number;
  }
}
