import type { Rule, RuleFields } from '../../shared/contract/rules.ts';
import { ruleFields } from '../../shared/contract/rules.ts';
import { AppError } from '../../shared/reply.ts';
import { RULE_LIMITS } from '../../shared/rules/rule-limits.ts';
import type { Db } from './open-database.ts';

interface Row {
  readonly id: number;
  readonly fields: string;
  readonly isOn: number;
  readonly answered: number;
}

/** The person's rules, in the order in which they are asked. One of another version that can't be read is left out. */
export class RuleStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  list(): Rule[] {
    return this.#db
      .prepare<[], Row>('SELECT id, fields, is_on AS isOn, answered FROM rules ORDER BY position, id')
      .all()
      .flatMap(({ id, fields, isOn, answered }) => {
        const parsed = ruleFields.safeParse(JSON.parse(fields));
        return parsed.success ? [{ ...parsed.data, id, on: isOn === 1, answered }] : [];
      });
  }

  /** Makes a rule where `id` is null, before all others. Returns its number. */
  save(id: number | null, fields: RuleFields): number {
    const text = JSON.stringify(fields);
    if (id !== null) {
      this.#only('UPDATE rules SET fields = ? WHERE id = ?', text, id);
      return id;
    }
    if (this.list().length >= RULE_LIMITS.rules) {
      throw new AppError('too-many-rules', `There are ${RULE_LIMITS.rules} rules already. Remove one first.`);
    }
    const insert = this.#db.prepare(
      `INSERT INTO rules (position, fields, is_on, answered)
       VALUES ((SELECT ifnull(min(position), 0) - 1 FROM rules), ?, 0, 0)`,
    );
    return Number(insert.run(text).lastInsertRowid);
  }

  /** Counting begins anew where a rule is switched on. */
  switch(id: number, on: boolean): void {
    if (on) this.#only('UPDATE rules SET is_on = 1, answered = 0 WHERE id = ?', id);
    else this.#only('UPDATE rules SET is_on = 0 WHERE id = ?', id);
  }

  /** How many they have answered, and whether they are on after that. */
  count(rules: Iterable<Pick<Rule, 'id' | 'on' | 'answered'>>): void {
    const update = this.#db.prepare('UPDATE rules SET is_on = ?, answered = ? WHERE id = ?');
    this.#db
      .transaction(() => {
        for (const { id, on, answered } of rules) update.run(on ? 1 : 0, answered, id);
      })
      .immediate();
  }

  /** One place up or down; at the end of the list nothing changes. */
  move(id: number, by: -1 | 1): void {
    this.#db
      .transaction(() => {
        const ids = this.#db.prepare<[], number>('SELECT id FROM rules ORDER BY position, id').pluck().all();
        const at = ids.indexOf(id);
        if (at === -1) throw gone();
        const to = at + by;
        if (to < 0 || to >= ids.length) return;
        ids.splice(to, 0, ...ids.splice(at, 1));
        const place = this.#db.prepare('UPDATE rules SET position = ? WHERE id = ?');
        ids.forEach((moved, position) => place.run(position, moved));
      })
      .immediate();
  }

  remove(id: number): void {
    this.#db.prepare('DELETE FROM rules WHERE id = ?').run(id);
  }

  #only(statement: string, ...values: (string | number)[]): void {
    if (this.#db.prepare(statement).run(...values).changes === 0) throw gone();
  }
}

const gone = (): AppError => new AppError('no-rule', 'This rule is gone.');
