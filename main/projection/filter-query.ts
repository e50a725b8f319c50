import type { Filter } from '../../shared/filter/filter.ts';
import { partsOf } from '../../shared/filter/filter.ts';
import type { Parameters } from './filter-sql.ts';
import { FilterSql } from './filter-sql.ts';
import { toPhraseQuery } from './full-text-query.ts';

export interface FilterQuery {
  readonly sql: string;
  readonly parameters: Readonly<Parameters>;
}

/** Ids between two, both left out. */
export interface IdSpan {
  readonly after: number;
  readonly below?: number | undefined;
}

/** What is walked over to find webhooks, in the order of its `id`, and the conditions that this has met already. */
interface Lead {
  readonly from: string;
  readonly id: string;
  readonly where: readonly string[];
  readonly meets: readonly Filter[];
}

/**
 * The ids in a span of all webhooks that match, ascending. All values are bound.
 *
 * One condition leads and the others test what it finds. Which one is decided here: SQLite knows nothing of how much a
 * condition picks, and takes any index that it can use. Where two lead, because text may be in the webhook and in its
 * note, what they find is merged. `now` is in milliseconds.
 */
export function toFilterQuery(filter: Filter, { after, below }: IdSpan, now: number): FilterQuery {
  const parts = partsOf(filter);
  const sql = new FilterSql(now);
  const found = leadsOf(parts, sql).map(({ from, id, where, meets }) => {
    const tests = parts.filter((part) => !meets.includes(part)).map((part) => sql.test(part));
    const span = below === undefined ? [] : [`${id} < ${sql.bind(below)}`];
    return `SELECT ${id} AS id FROM ${from} WHERE ${[...where, ...span, ...tests].join(' AND ')}`;
  });
  return { sql: `${found.join(' UNION ')} ORDER BY id`, parameters: { after, ...sql.parameters } };
}

/** What was found before. */
export function toGivenIds(ids: Uint32Array): FilterQuery {
  return { sql: 'SELECT value AS id FROM json_each(@ids)', parameters: { ids: `[${ids.join(',')}]` } };
}

function leadsOf(parts: readonly Filter[], sql: FilterSql): readonly Lead[] {
  const ids = parts.find((part) => part.type === 'values' && part.word === 'id');
  if (ids !== undefined) return [leadBy('webhooks_by_message', ['webhooks.message IS NOT NULL', sql.test(ids)], [ids])];
  const texts = parts.filter((part) => part.type === 'text');
  const phrases = texts.map(({ text }) => toPhraseQuery(text)).filter((phrase) => phrase !== null);
  if (texts.length === 0 || phrases.length < texts.length) return [leadOf(parts, sql)];
  return [leadByWords(texts, phrases, parts.length > texts.length, sql), leadByNotes(texts, phrases, sql)];
}

function leadByWords(texts: readonly Filter[], phrases: readonly string[], hasTests: boolean, sql: FilterSql): Lead {
  const id = 'webhooks_text.rowid';
  const join = hasTests ? ` CROSS JOIN webhooks ON webhooks.id = ${id}` : '';
  const where = [`webhooks_text MATCH ${sql.bind(phrases.join(' '))}`, `${id} > @after`];
  return { from: `webhooks_text${join}`, id, where, meets: texts };
}

/** Some of the words are in the note; each of several is then looked for in note and webhook. */
function leadByNotes(texts: readonly Filter[], phrases: readonly string[], sql: FilterSql): Lead {
  const id = 'notes_text.rowid';
  const from = `app.notes_text CROSS JOIN webhooks ON webhooks.id = ${id}`;
  const where = [`notes_text MATCH ${sql.bind(phrases.join(' OR '))}`, `${id} > @after`];
  return { from, id, where, meets: texts.length === 1 ? texts : [] };
}

function leadOf(parts: readonly Filter[], sql: FilterSql): Lead {
  const bodies = parts.filter((part) => part.type === 'contains');
  if (bodies.length > 0 && bodies.length === parts.length) {
    // One after the other they are read in two thirds of the time that looking each of them up takes.
    const id = 'requests.id';
    const from = `capture.requests CROSS JOIN webhooks ON webhooks.id = ${id}`;
    const where = bodies.map(({ text }) => `instr(requests.body, ${sql.bind(Buffer.from(text))}) > 0`);
    return { from, id, where: [`${id} > @after`, ...where], meets: bodies };
  }
  const starred = parts.find((part) => isJust(part, 'is', 'starred'));
  if (starred !== undefined) return leadByMark('stars', starred);
  const noted = parts.find((part) => isJust(part, 'has', 'note'));
  if (noted !== undefined) return leadByMark('notes', noted);
  const problem = parts.find((part) => isJust(part, 'is', 'problem'));
  if (problem !== undefined) return leadBy('webhooks_by_problem', ['webhooks.problem = 1'], [problem]);
  return leadBy('webhooks_by_filter', [], []);
}

function leadBy(index: string, where: readonly string[], meets: readonly Filter[]): Lead {
  const id = 'webhooks.id';
  return { from: `webhooks INDEXED BY ${index}`, id, where: [`${id} > @after`, ...where], meets };
}

/** Of what the person marked there are few. */
function leadByMark(table: 'stars' | 'notes', part: Filter): Lead {
  const id = `${table}.webhook_id`;
  const from = `app.${table} CROSS JOIN webhooks ON webhooks.id = ${id}`;
  return { from, id, where: [`${id} > @after`], meets: [part] };
}

function isJust(part: Filter | undefined, word: 'is' | 'has', value: string): boolean {
  return part?.type === 'values' && part.word === word && part.values.length === 1 && part.values[0]?.[0] === value;
}
