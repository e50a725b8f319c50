import { describe, expect, test } from 'vitest';

import type { Log } from '../../../main/domain/log.ts';
import { RuleBook } from '../../../main/rules/rule-book.ts';
import { NO_CHECKS } from '../../../main/signature/checks.ts';
import { openAppDatabase } from '../../../main/store/app-database.ts';
import type { Db } from '../../../main/store/open-database.ts';
import { RuleStore } from '../../../main/store/rule-store.ts';
import type { RuleFields } from '../../../shared/contract/rules.ts';
import { RULE_LIMITS } from '../../../shared/rules/rule-limits.ts';
import { ruleFields } from '../../support/a-rule.ts';
import { closing, temporaryFiles } from '../../support/databases.ts';
import { inbound, status } from '../../support/webhooks.ts';

interface Book {
  readonly book: RuleBook;
  readonly db: Db;
  readonly logged: string[];
  readonly ask: (webhook?: ReturnType<typeof inbound>) => ReturnType<RuleBook['answer']>;
}

interface BookOptions {
  readonly random?: () => number;
  readonly file?: string;
}

function openBook({ random = () => 0, file = temporaryFiles().app }: BookOptions = {}): Book {
  const db = closing(openAppDatabase(file));
  const logged: string[] = [];
  const log: Log = { info: (line) => void logged.push(line), error: (line) => void logged.push(line) };
  const store = new RuleStore(db);
  const book = new RuleBook({
    store,
    counts: store,
    checks: () => NO_CHECKS,
    random,
    log,
    changed: () => {},
    closed: () => {},
  });
  return { book, db, logged, ask: (webhook = inbound()) => book.answer(webhook, webhook.receivedAt, 'local') };
}

const withRule = (fields: Partial<RuleFields>, options: BookOptions = {}): Book => {
  const opened = openBook(options);
  opened.book.save(null, ruleFields(fields), true);
  return opened;
};

const noted = (db: Db): unknown => db.prepare('SELECT is_on, answered FROM rules ORDER BY position').all();
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('without a rule that is on nothing is looked at', () => {
  const { book } = openBook();
  book.save(null, ruleFields({ status: 500 }), false);
  const untouchable = new Proxy(inbound(), {
    get: () => expect.unreachable('the webhook was looked at'),
    ownKeys: () => expect.unreachable('the webhook was looked at'),
  });
  expect(book.answer(untouchable, 0, 'local')).toBeNull();
});

test('a rule with a chance answers where the dice say so, and leaves the others to the next rule', () => {
  const rolls = [0.099, 0.1, 0.5, 0];
  const { book, ask } = openBook({ random: () => rolls.shift() ?? 1 });
  book.save(null, ruleFields({ status: 201 }), true);
  book.save(null, ruleFields({ status: 503, percent: 10 }), true);
  expect([ask(), ask(), ask(), ask()].map((answer) => answer?.status)).toEqual([503, 201, 201, 503]);
  expect(book.list().map(({ answered }) => answered)).toEqual([2, 2]);
});

describe('a rule for the next n', () => {
  test('counts only what it answers, and is off after that', () => {
    const { book, ask } = withRule({ match: 'kind:status', status: 503, limit: 2 });
    expect([ask(), ask(status()), ask(), ask(status()), ask(status())].map((answer) => answer?.status)).toEqual([
      undefined,
      503,
      undefined,
      503,
      undefined,
    ]);
    expect(book.list()).toMatchObject([{ on: false, answered: 2 }]);
  });

  test('gets a place back for what could not be stored, also its last', () => {
    const { book, ask } = withRule({ status: 503, limit: 1 });
    const answer = ask();
    expect(ask()).toBeNull();
    if (answer !== null) book.notStored(answer);
    expect(book.list()).toMatchObject([{ on: true, answered: 0 }]);
    expect(ask()?.status).toBe(503);
    book.notStored({ status: 503, contentType: null, body: '', rule: null });
    expect(book.list()).toMatchObject([{ on: false, answered: 1 }]);
  });

  test('has its count noted before its answers can go out', async () => {
    const { db, ask } = withRule({ limit: 3 });
    ask();
    ask();
    expect(noted(db)).toEqual([{ is_on: 1, answered: 0 }]);
    await turn();
    expect(noted(db)).toEqual([{ is_on: 1, answered: 2 }]);
    ask();
    await turn();
    expect(noted(db)).toEqual([{ is_on: 0, answered: 3 }]);
  });

  test('begins anew when it is switched on, and keeps its count while it is changed', () => {
    const { book, ask } = withRule({ limit: 3 });
    ask();
    const [rule] = book.list();
    book.save(rule?.id ?? 0, ruleFields({ limit: 5 }), true);
    expect(book.list()).toMatchObject([{ limit: 5, answered: 1 }]);
    book.switch(rule?.id ?? 0, false);
    book.switch(rule?.id ?? 0, true);
    expect(book.list()).toMatchObject([{ on: true, answered: 0 }]);
  });

  test('that is given a limit which it has reached answers no more', () => {
    const { book, ask } = withRule({ limit: 3 });
    ask();
    const [rule] = book.list();
    book.save(rule?.id ?? 0, ruleFields({ limit: 1 }), true);
    expect(book.list()).toMatchObject([{ on: false }]);
    expect(ask()).toBeNull();
  });
});

test('counting that can’t be noted is said, and the rule goes on', async () => {
  const { book, db, logged, ask } = withRule({ status: 503, limit: 5 });
  db.exec('ALTER TABLE rules RENAME TO away');
  expect(ask()?.status).toBe(503);
  await turn();
  expect(logged).toEqual(['what rules have answered can’t be noted']);
  db.exec('ALTER TABLE away RENAME TO rules');
  ask();
  await turn();
  expect(noted(db)).toEqual([{ is_on: 1, answered: 2 }]);
  expect(book.list()).toMatchObject([{ answered: 2 }]);
});

test('a rule whose match an earlier version can’t read is listed and never asked', () => {
  const file = temporaryFiles().app;
  const { db } = withRule({ match: 'kind:status' }, { file });
  db.exec(`UPDATE rules SET fields = json_set(fields, '$.match', 'word-of-later:1')`);
  db.exec(`INSERT INTO rules (position, fields, is_on, answered) VALUES (9, '{"of":"later"}', 1, 0)`);
  const { book, ask } = openBook({ file });
  expect(book.list()).toMatchObject([{ match: 'word-of-later:1', on: true }]);
  expect(ask(status())).toBeNull();
});

test('rules can be put in order, and those that are gone say so', () => {
  const { book } = openBook();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => book.save(null, ruleFields({ name }), false));
  const names = (): string =>
    book
      .list()
      .map(({ name }) => name)
      .join('');
  expect(names()).toBe('cba');
  book.move(a ?? 0, -1);
  book.move(c ?? 0, -1);
  book.move(b ?? 0, 1);
  expect(names()).toBe('cab');
  book.remove(b ?? 0);
  for (const change of [() => book.move(b ?? 0, 1), () => book.switch(b ?? 0, true)]) {
    expect(change).toThrow('This rule is gone.');
  }
  expect(() => book.save(b ?? 0, ruleFields(), false)).toThrow('This rule is gone.');
});

test('there is an end to the number of rules', () => {
  const { book } = openBook();
  for (let made = 0; made < RULE_LIMITS.rules; made += 1) book.save(null, ruleFields(), false);
  expect(() => book.save(null, ruleFields(), false)).toThrow('There are 50 rules already.');
});
