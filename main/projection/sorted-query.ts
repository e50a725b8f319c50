import type { Sort, SortColumn } from '../../shared/contract.ts';
import { KINDS, findKind } from '../../shared/vonage/kinds.ts';
import type { FilterQuery } from './filter-query.ts';

/** The status; beyond all of them where the app was asked and gave none, and nothing where it was not asked. */
const LAST_APP_ANSWER = `(SELECT coalesce(status, 1000) FROM app.deliveries
  WHERE webhook_id = webhooks.id ORDER BY id DESC LIMIT 1)`;

/** By what a column of the list is sorted: first by the first. */
const KEYS: Readonly<Record<SortColumn, readonly string[]>> = {
  // Those with a star come first, because that is why one sorts by it.
  star: ['NOT EXISTS (SELECT 1 FROM app.stars WHERE webhook_id = webhooks.id)'],
  time: ['webhooks.received_at'],
  kind: [rankOfKind()],
  channel: [`${ofShape('channel')} COLLATE NOCASE`],
  parties: ['webhooks.sender COLLATE NOCASE', 'webhooks.recipient COLLATE NOCASE'],
  // As the cell shows it: the status, if there is one, and then the text.
  summary: ['coalesce(webhooks.status, webhooks.summary) COLLATE NOCASE', 'webhooks.summary COLLATE NOCASE'],
  verdict: ['webhooks.verdict'],
  answer: [ofShape('answer_status')],
  app: [LAST_APP_ANSWER],
  took: ['webhooks.duration_us'],
  message: ['webhooks.message_id COLLATE NOCASE'],
  size: ['webhooks.body_bytes'],
  path: ['webhooks.path COLLATE NOCASE'],
};

/** What only the rows themselves have. All else is in `webhooks_by_filter`, or in the few rows of `shapes`. */
const IN_ROW: ReadonlySet<SortColumn> = new Set(['summary', 'took', 'message', 'size', 'path']);

/**
 * The same webhooks in the order of a column. What is equal is in the order of arrival, and turns round with the rest;
 * what has nothing in the column comes last either way.
 */
export function toSortedQuery({ sql, parameters }: FilterQuery, { column, direction }: Sort): FilterQuery {
  const way = direction === 'ascending' ? 'ASC' : 'DESC';
  const index = IN_ROW.has(column) ? '' : ' INDEXED BY webhooks_by_filter';
  const keys = KEYS[column].map((key) => `${key} ${way} NULLS LAST`);
  return {
    sql: `SELECT webhooks.id FROM (${sql}) AS matching CROSS JOIN webhooks${index} ON webhooks.id = matching.id
      ORDER BY ${keys.join(', ')}, webhooks.id ${way}`,
    parameters,
  };
}

/** Kinds are sorted by the words that the list shows; their places are told apart faster than the words. */
function rankOfKind(): string {
  const labels = [...new Set(KINDS.map(({ label }) => label))].toSorted();
  const ranks = new Map(KINDS.map(({ kind, label }) => [kind, labels.indexOf(label)]));
  const whens = [...ranks].map(([kind, rank]) => `WHEN '${kind}' THEN ${rank}`);
  return `CASE ${ofShape('kind')} ${whens.join(' ')} ELSE ${labels.indexOf(findKind('', '').label)} END`;
}

function ofShape(column: string): string {
  return `(SELECT ${column} FROM shapes WHERE shapes.id = webhooks.shape)`;
}
