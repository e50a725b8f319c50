import type { AmountTest, Condition, Filter, Pattern } from '../../shared/filter/filter.ts';
import { spanOf } from '../../shared/filter/filter-time.ts';
import type { ValueWord } from '../../shared/filter/filter-words.ts';
import { KIND_GROUP_NAMES } from '../../shared/filter/filter-words.ts';
import { VERDICT_NAMES } from '../../shared/signature.ts';
import { toMessageKey } from '../../shared/vonage/message-links.ts';
import { wellFormed } from '../../shared/well-formed.ts';
import { toPhraseQuery } from './full-text-query.ts';
import { VIEW_NUMBERS } from './index-database.ts';
import { hashOfKey } from './message-row.ts';

export type Parameters = Record<string, string | number | Uint8Array>;

const VERDICTS: ReadonlySet<string> = new Set(VERDICT_NAMES);

/** What the table itself has. */
const COLUMNS = { from: 'webhooks.sender', to: 'webhooks.recipient' } as const;

/** What webhooks share with many others: columns of `shapes`. */
const SHAPE_COLUMNS = {
  kind: 'kind',
  api: 'api',
  channel: 'channel',
  status: 'status',
  error: 'error_code',
  account: 'account',
  via: 'via',
} as const satisfies Partial<Record<ValueWord, string>>;

const AMOUNT_COLUMNS = { took: 'webhooks.duration_us', size: 'webhooks.body_bytes' } as const;

const GROUPS: Readonly<Record<string, number>> = {
  inbound: VIEW_NUMBERS.inbound,
  status: VIEW_NUMBERS.statuses,
  other: VIEW_NUMBERS.other,
};

const MARKS: Readonly<Record<string, string>> = {
  starred: 'EXISTS (SELECT 1 FROM app.stars WHERE webhook_id = webhooks.id)',
  problem: `(webhooks.verdict = 'failed' OR ${ofShape('is_problem = 1')})`,
  duplicate: 'webhooks.duplicate_of IS NOT NULL',
  late: 'webhooks.late = 1',
  'out-of-order': 'webhooks.out_of_order = 1',
  misrouted: ofShape('is_misrouted = 1'),
  incomplete: ofShape('is_incomplete = 1'),
};

const SOMETHING: Readonly<Record<string, string>> = {
  error: ofShape('error_code IS NOT NULL'),
  status: ofShape('status IS NOT NULL'),
  channel: ofShape('channel IS NOT NULL'),
  account: ofShape('account IS NOT NULL'),
  from: 'webhooks.sender IS NOT NULL',
  to: 'webhooks.recipient IS NOT NULL',
  id: ofShape('has_id = 1'),
  findings: ofShape('has_findings = 1'),
  note: 'EXISTS (SELECT 1 FROM app.notes WHERE webhook_id = webhooks.id)',
};

/** Writes conditions in SQL. All that a person has typed becomes a bound parameter. */
export class FilterSql {
  readonly parameters: Parameters = {};
  readonly #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  /** True, false or null for a row of `webhooks`; null stands for false, so what negates has to know it. */
  test(filter: Filter): string {
    switch (filter.type) {
      case 'all':
        return filter.parts.length === 0
          ? '1'
          : joined(
              filter.parts.map((part) => this.test(part)),
              ' AND ',
            );
      case 'any':
        return joined(
          filter.parts.map((part) => this.test(part)),
          ' OR ',
        );
      case 'not':
        return `(${this.test(filter.part)}) IS NOT TRUE`;
      default:
        return this.#condition(filter);
    }
  }

  bind(value: string | number | Uint8Array): string {
    const name = `p${Object.keys(this.parameters).length}`;
    this.parameters[name] = value;
    return `@${name}`;
  }

  #condition(condition: Condition): string {
    switch (condition.type) {
      case 'text': {
        const words = toPhraseQuery(condition.text);
        if (words === null) return '0';
        const bound = this.bind(words);
        return `webhooks.id IN (
          SELECT rowid FROM webhooks_text WHERE webhooks_text MATCH ${bound} AND rowid > @after
          UNION ALL SELECT rowid FROM app.notes_text WHERE notes_text MATCH ${bound} AND rowid > @after)`;
      }
      case 'contains':
        return `instr((SELECT body FROM capture.requests WHERE requests.id = webhooks.id),
          ${this.bind(Buffer.from(condition.text))}) > 0`;
      case 'values':
        return this.#values(condition.word, condition.values);
      case 'amount':
        return condition.word === 'answer'
          ? ofShape(this.#amount('answer_status', condition.tests))
          : this.#amount(AMOUNT_COLUMNS[condition.word], condition.tests);
      case 'time': {
        const { start, end } = spanOf(condition.time, this.#now);
        const bound = (ms: number): string => this.bind(ms * 1_000);
        if (condition.word === 'before') return `webhooks.received_at < ${bound(start)}`;
        const since = `webhooks.received_at >= ${bound(start)}`;
        return condition.word === 'after' ? since : joined([since, `webhooks.received_at < ${bound(end)}`], ' AND ');
      }
    }
  }

  #values(word: ValueWord, values: readonly Pattern[]): string {
    const names = values.map(([name = '']) => name);
    switch (word) {
      case 'kind':
        return this.#kinds(names);
      case 'is':
        return joined(
          names.map((name) => MARKS[name] ?? '0'),
          ' OR ',
        );
      case 'has':
        return joined(
          names.map((name) => SOMETHING[name] ?? '0'),
          ' OR ',
        );
      case 'id':
        return this.#ids(names);
      case 'number':
        return joined([this.#patterns(COLUMNS.from, values), this.#patterns(COLUMNS.to, values)], ' OR ');
      case 'sig':
        return this.#signatures(names);
      case 'from':
      case 'to':
        return this.#patterns(COLUMNS[word], values);
      default:
        return ofShape(this.#patterns(SHAPE_COLUMNS[word], values));
    }
  }

  #kinds(names: readonly string[]): string {
    const groups = names.filter((name) => KIND_GROUP_NAMES.has(name)).map((name) => GROUPS[name]);
    const kinds = names.filter((name) => !KIND_GROUP_NAMES.has(name));
    const either = [];
    if (groups.length > 0) either.push(`view IN (${groups.join(', ')})`);
    if (kinds.length > 0) either.push(`kind IN (${kinds.map((kind) => this.bind(kind)).join(', ')})`);
    return ofShape(joined(either, ' OR '));
  }

  /** Verdicts, and reasons for them. */
  #signatures(names: readonly string[]): string {
    return joined(
      names.map((name) =>
        VERDICTS.has(name) ? `webhooks.verdict = ${this.bind(name)}` : `webhooks.reason IS ${this.bind(name)}`,
      ),
      ' OR ',
    );
  }

  /** Messages are found by a short hash of their key, which of legs of calls is not the id as it is written. */
  #ids(ids: readonly string[]): string {
    const keys = [...new Set(ids.flatMap((id) => [id, toMessageKey('voice', id)]))];
    const list = (values: readonly (string | number)[]): string => values.map((value) => this.bind(value)).join(', ');
    return `(webhooks.message IN (
        SELECT id FROM messages WHERE key_hash IN (${list(keys.map(hashOfKey))}))
      AND webhooks.message_id IN (${list(ids)}))`;
  }

  #patterns(column: string, values: readonly Pattern[]): string {
    const plain = values.flatMap(([text, ...more]) => (more.length === 0 && text !== undefined ? [text] : []));
    const either = values.filter((pattern) => pattern.length > 1).map((pattern) => this.#pattern(column, pattern));
    if (plain.length > 0) {
      either.push(`${column} COLLATE NOCASE IN (${plain.map((text) => this.bind(text)).join(', ')})`);
    }
    return joined(either, ' OR ');
  }

  /** Its beginning as a range too, because that is what an index can be asked for. LIKE ends at a NUL: refused. */
  #pattern(column: string, pattern: Pattern): string {
    const like = pattern.map((part) => part.replaceAll(/[\\%_]/g, String.raw`\$&`)).join('%');
    const all = [`${column} LIKE ${this.bind(like)} ESCAPE '\\'`, `instr(${column}, char(0)) = 0`];
    const first = wellFormed(pattern[0] ?? '');
    const next = first === '' ? null : after(first);
    if (next !== null) {
      all.push(`${column} COLLATE NOCASE >= ${this.bind(first)}`, `${column} COLLATE NOCASE < ${this.bind(next)}`);
    }
    return joined(all, ' AND ');
  }

  #amount(column: string, tests: readonly AmountTest[]): string {
    return joined(
      tests.map(({ compare, amount }) => `${column} ${compare} ${this.bind(amount)}`),
      ' OR ',
    );
  }
}

/** The few shapes are asked once, and then only their numbers are compared. */
function ofShape(condition: string): string {
  return `webhooks.shape IN (SELECT id FROM shapes WHERE ${condition})`;
}

function joined(parts: readonly string[], by: ' AND ' | ' OR '): string {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(by)})`;
}

/** A text that sorts after all that begin with this one, which is well formed. Null where there is none that is. */
function after(beginning: string): string | null {
  const points = Array.from(beginning.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()));
  const last = points.pop()?.codePointAt(0) ?? 0;
  const next = last === 0xd7_ff ? 0xe0_00 : last + 1;
  return next <= 0x10_ff_ff ? points.join('') + String.fromCodePoint(next) : null;
}
