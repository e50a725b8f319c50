import { toTermQueries } from './full-text-query.ts';

export interface MessageIdsQuery {
  readonly sql: string;
  /** Besides `family`. */
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Of more words than these, a note has to have them all: each that may be elsewhere makes the query longer. */
const MOST_SPLIT = 16;

/**
 * The numbers of messages, the one with the latest webhook last; after a search, of those that have a webhook with all of
 * its words, in what was received or in its note. `after` leaves out what has had no webhook since.
 */
export function toMessageQuery(search: string, after: number): MessageIdsQuery {
  if (search.trim() === '') return { sql: ALL, parameters: { after } };
  const terms = [...new Set(toTermQueries(search))];
  if (terms.length === 0) return { sql: NOTHING, parameters: {} };
  const words = terms.join(' ');
  const isSplit = terms.length > 1 && terms.length <= MOST_SPLIT;
  const split = isSplit ? terms : [];
  const tests = ['message IS NOT NULL', ...split.map((_, index) => hasTerm(`@term${index}`))].join(' AND ');
  const parameters = {
    words,
    noted: isSplit ? terms.join(' OR ') : words,
    ...(after === 0 ? {} : { after }),
    ...Object.fromEntries(split.map((term, index) => [`term${index}`, term])),
  };
  return { sql: after === 0 ? found(tests) : foundSince(tests), parameters };
}

const ALL = 'SELECT id FROM messages WHERE family = @family AND last_id > @after ORDER BY last_id';
const NOTHING = 'SELECT id FROM messages WHERE family = @family AND 0';

/** These notes have some of the words; `tests` looks for each. */
const NOTED = 'SELECT rowid AS id FROM app.notes_text WHERE notes_text MATCH @noted';

/** What is found leads: the signs keep SQLite from walking all messages for a rare word. */
const found = (tests: string): string => `
  WITH noted AS MATERIALIZED (${NOTED})
  SELECT id FROM messages WHERE +family = @family AND id IN (
    SELECT message FROM webhooks_text JOIN webhooks ON webhooks.id = webhooks_text.rowid
    WHERE webhooks_text MATCH @words AND message IS NOT NULL
    UNION ALL
    SELECT message FROM noted CROSS JOIN webhooks ON webhooks.id = noted.id WHERE ${tests})
  ORDER BY +last_id`;

/** Full text is asked only from the oldest webhook on of the few messages that came: common words match everywhere. */
const foundSince = (tests: string): string => `
  WITH came AS MATERIALIZED (
    SELECT webhooks.id, message, last_id FROM messages JOIN webhooks ON webhooks.message = messages.id
    WHERE family = @family AND last_id > @after),
  noted AS MATERIALIZED (${NOTED} AND rowid >= (SELECT min(id) FROM came))
  SELECT message, last_id FROM webhooks_text CROSS JOIN came ON came.id = webhooks_text.rowid
  WHERE webhooks_text MATCH @words AND webhooks_text.rowid >= (SELECT min(id) FROM came)
  UNION
  SELECT message, last_id FROM noted CROSS JOIN came ON came.id = noted.id WHERE ${tests}
  ORDER BY last_id`;

/** In the note or in its webhook. The sign makes the few notes filter one scan for the word, not begin a scan each. */
const hasTerm = (term: string): string => `(
  noted.id IN (SELECT rowid FROM app.notes_text WHERE notes_text MATCH ${term}) OR
  noted.id IN (
    SELECT rowid FROM webhooks_text
    WHERE webhooks_text MATCH ${term} AND rowid >= (SELECT min(id) FROM noted) AND +rowid IN (SELECT id FROM noted)))`;
