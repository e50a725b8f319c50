import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import type { Counts, ListIds, ListQuery, Sort, WebhookDetail, WebhookRow } from '../../shared/contract.ts';
import { EVERYTHING, allOf, partsOf, readsBodies } from '../../shared/filter/filter.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { readFilter } from '../../shared/filter/parse-filter.ts';
import type { Answer, StoredRequest } from '../domain/captured-request.ts';
import { decodeBody } from '../domain/decode-payload.ts';
import { describeWebhook } from '../domain/describe-webhook.ts';
import type { Checks } from '../signature/checks.ts';
import type { Explanation } from '../signature/doctor.ts';
import { explainWebhook } from '../signature/doctor.ts';
import { parsePasted } from '../signature/parse-pasted.ts';
import type { Db } from '../store/open-database.ts';
import { openReadOnly } from '../store/open-database.ts';
import { FilterCounts } from './filter-counts.ts';
import type { FilterQuery, IdSpan } from './filter-query.ts';
import { toFilterQuery, toGivenIds } from './filter-query.ts';
import type { Finding } from '../../shared/vonage/finding.ts';
import { VIEW_NUMBERS } from './index-database.ts';
import { MessageReader } from './message-reader.ts';
import type { ReceivedFacts } from './received-facts.ts';
import { readReceivedFacts } from './received-facts.ts';
import { toSortedQuery } from './sorted-query.ts';
import { SortedSearch } from './sorted-search.ts';

export interface DataFiles {
  readonly capture: string;
  readonly index: string;
  readonly app: string;
}

const ROW_COLUMNS = `
  webhooks.id, received_at AS receivedAt, api, kind, channel, message_id AS messageId, sender AS "from",
  recipient AS "to", status, error_code AS errorCode, summary, verdict, reason, answer_status AS answerStatus,
  duration_us AS durationUs, method, webhooks.path, body_bytes AS bodyBytes, outcome, misrouted_to AS misroutedTo, via,
  duplicate_of AS duplicateOf, out_of_order AS outOfOrder, late, findings,
  stars.webhook_id IS NOT NULL AS starred, notes.webhook_id IS NOT NULL AS hasNote`;

type Flag = 'starred' | 'hasNote' | 'outOfOrder' | 'late';
type Row = Omit<WebhookRow, Flag> & Record<Flag, number>;

/** Reading so many takes about 50 ms. */
const BODIES_AT_ONCE = 50_000;
/** More than a window shows of a list at once. */
const ROWS_WITH_TAIL = 60;
const MOST_IDS = 0xff_ff_ff_ff;

/** All reading for lists, search and details, on connections that can't write. Meant for a thread of its own. */
export class Reader {
  readonly messages: MessageReader;
  readonly filters: FilterCounts;
  readonly #db: Db;
  readonly #search = new SortedSearch();
  readonly #now: () => number;

  constructor(files: DataFiles, now: () => number = Date.now) {
    this.#now = now;
    this.#db = openReadOnly(files.index);
    this.#db.prepare('ATTACH ? AS capture').run(files.capture);
    this.#db.prepare('ATTACH ? AS app').run(files.app);
    this.messages = new MessageReader(this.#db);
    this.filters = new FilterCounts(this.#db, now);
  }

  /**
   * The ids that a list shows, in its order. `upTo` is the `after` of the next call. The filter must be readable.
   *
   * Where bodies have to be read, only the newest are: other questions get their turn before whoever asks goes on.
   */
  ids(query: ListQuery): ListIds {
    const { view, filter, sort, after } = query;
    const wanted = allOf([filterOfView[view], readFilter(filter)]);
    return this.#db.transaction(() => {
      const upTo = this.#db.prepare<[], number>('SELECT request_id FROM progress').pluck().get() ?? 0;
      if (readsBodies(wanted)) {
        const readSlice = (below: number | undefined) => this.#newest(wanted, { ...query, below }, upTo);
        if (!sort) return { ...readSlice(query.below), upTo };
        return { ...this.#search.goOn(query, readSlice, (ids) => this.#sorted(ids, sort)), upTo };
      }
      if (sort) return { ids: this.#find(wanted, { after }, sort), upTo, left: null };
      const unbroken = partsOf(wanted).length === 0 && after === 0 ? this.#unbroken() : null;
      return { ids: unbroken ?? this.#find(wanted, { after }), upTo, left: null };
    })();
  }

  /** The same; where it asks for what is new, with the newest rows. */
  list(query: ListQuery): ListIds & { readonly rows: WebhookRow[] } {
    const answer = this.ids(query);
    const isTail = query.after > 0 && !query.sort && answer.ids.length > 0;
    return { ...answer, rows: isTail ? this.rows(Array.from(answer.ids.slice(-ROWS_WITH_TAIL))) : [] };
  }

  #newest(wanted: Filter, { after, below = MOST_IDS }: ListQuery, upTo: number): Omit<ListIds, 'upTo'> {
    const end = Math.min(below, upTo + 1);
    const begin = Math.max(after, end - 1 - BODIES_AT_ONCE);
    const ids = this.#find(wanted, { after: begin, below: end });
    const oldest = this.#db.prepare<[], number | null>('SELECT min(id) FROM webhooks').pluck().get() ?? end;
    const last = Math.max(after, oldest - 1);
    if (begin <= last) return { ids, left: null };
    return { ids, left: { below: begin + 1, searched: (upTo - begin) / (upTo - last) } };
  }

  #find(wanted: Filter, span: IdSpan, sort: Sort | null = null): Uint32Array<ArrayBuffer> {
    const query = toFilterQuery(wanted, span, this.#now());
    return this.#idsOf(sort === null ? query : toSortedQuery(query, sort));
  }

  #sorted(ids: Uint32Array, sort: Sort): Uint32Array<ArrayBuffer> {
    return this.#idsOf(toSortedQuery(toGivenIds(ids), sort));
  }

  #idsOf({ sql, parameters }: FilterQuery): Uint32Array<ArrayBuffer> {
    return Uint32Array.from(this.#db.prepare<object, number>(sql).pluck().all(parameters));
  }

  /** All ids where none is missing between the first and the last, as before anything is removed; else null. */
  #unbroken(): Uint32Array<ArrayBuffer> | null {
    const { first, last, count } = this.#db
      .prepare<[], { first: number | null; last: number | null; count: number }>(
        `SELECT (SELECT min(id) FROM webhooks) AS first, (SELECT max(id) FROM webhooks) AS last,
           (SELECT sum(webhooks) FROM view_counts) AS count`,
      )
      .get() ?? { first: null, last: null, count: 0 };
    if (first === null || last === null || count !== last - first + 1) return null;
    const ids = new Uint32Array(count);
    for (let place = 0; place < count; place += 1) ids[place] = first + place;
    return ids;
  }

  /** The rows of these ids, in their order; ids that are gone are left out. */
  rows(ids: readonly number[]): WebhookRow[] {
    return this.#db
      .prepare<[string], Row>(
        `SELECT ${ROW_COLUMNS} FROM json_each(?) AS wanted
         JOIN webhooks ON webhooks.id = wanted.value
         LEFT JOIN app.stars AS stars ON stars.webhook_id = webhooks.id
         LEFT JOIN app.notes AS notes ON notes.webhook_id = webhooks.id
         ORDER BY wanted.key`,
      )
      .all(JSON.stringify(ids))
      .map((row) => ({ ...row, ...toFlags(row) }));
  }

  counts(): Counts {
    const rows = this.#db.prepare<[], { view: number; webhooks: number }>('SELECT * FROM view_counts').all();
    const of = (view: number): number => rows.find((row) => row.view === view)?.webhooks ?? 0;
    const inbound = of(VIEW_NUMBERS.inbound);
    const statuses = of(VIEW_NUMBERS.statuses);
    const other = of(VIEW_NUMBERS.other);
    // CROSS JOIN keeps the few stars outside; SQLite's own choice was to walk all webhooks.
    const starred = this.#db
      .prepare<[], number>('SELECT count(*) FROM app.stars CROSS JOIN webhooks ON webhooks.id = webhook_id')
      .pluck()
      .get();
    const problems = this.#db.prepare<[], number>('SELECT count(*) FROM webhooks WHERE problem = 1').pluck().get();
    return {
      all: inbound + statuses + other,
      inbound,
      statuses,
      other,
      problems: problems ?? 0,
      starred: starred ?? 0,
    };
  }

  detail(id: number): WebhookDetail | null {
    const [row] = this.rows([id]);
    const stored = this.#db.prepare<[number], RequestRow>('SELECT * FROM capture.requests WHERE id = ?').get(id);
    const extra = this.#db
      .prepare<[number], { sentAt: number | null; account: string | null; signedAt: number | null }>(
        'SELECT sent_at AS sentAt, account, signed_at AS signedAt FROM webhooks WHERE id = ?',
      )
      .get(id);
    if (row === undefined || stored === undefined || extra === undefined) return null;
    const request = toStoredRequest(stored);
    const decoded = decodeBody(request.rawHeaders, request.body);
    return {
      row,
      findings: findingsOf(request),
      sentAt: extra.sentAt,
      account: extra.account,
      signedAt: extra.signedAt,
      httpVersion: request.httpVersion,
      target: request.target,
      headers: toPairs(request.rawHeaders),
      body: request.body,
      decodedBody: decoded.bytes,
      decodeProblem: decoded.problem,
      announcedBytes: request.announcedBytes,
      remoteAddress: request.remote,
      answer: toShownAnswer(request.answer),
    };
  }

  received(): ReceivedFacts {
    return readReceivedFacts(this.#db);
  }

  /** Why a stored webhook's signature is right or not; null where it is gone. */
  explain(id: number, { keyRing, settings }: Checks): Explanation | null {
    const stored = this.#db.prepare<[number], RequestRow>('SELECT * FROM capture.requests WHERE id = ?').get(id);
    return stored === undefined ? null : explainWebhook(toStoredRequest(stored), keyRing, settings);
  }

  /** The same for what was pasted; a sentence where that can't be read. */
  explainText(text: string, now: number, { keyRing, settings }: Checks): Explanation | string {
    const pasted = parsePasted(text);
    if (!pasted.ok) return pasted.problem;
    return explainWebhook({ ...pasted.request, receivedAt: pasted.request.receivedAt ?? now }, keyRing, settings);
  }

  close(): void {
    this.#db.close();
  }
}

/** A webhook that can't be described has its row all the same, and then its bytes are what is worth seeing. */
function findingsOf(request: StoredRequest): readonly Finding[] {
  try {
    return describeWebhook(request).findings();
  } catch {
    return [];
  }
}

function toShownAnswer({ status, contentType, body, rule, headers, ending, delayMs }: Answer): WebhookDetail['answer'] {
  return {
    status,
    contentType,
    body,
    rule,
    headers: headers === undefined ? null : toPairs(headers),
    ending: ending ?? null,
    delayMs: delayMs ?? 0,
  };
}

function toFlags({ starred, hasNote, outOfOrder, late }: Row): Record<Flag, boolean> {
  return { starred: starred === 1, hasNote: hasNote === 1, outOfOrder: outOfOrder === 1, late: late === 1 };
}

const ofGroup = (group: 'inbound' | 'status' | 'other'): Filter => ({
  type: 'values',
  word: 'kind',
  values: [[group]],
});
const marked = (mark: 'problem' | 'starred'): Filter => ({ type: 'values', word: 'is', values: [[mark]] });

/** The built-in views, in the filter language. */
const filterOfView: Readonly<Record<ListQuery['view'], Filter>> = {
  all: EVERYTHING,
  inbound: ofGroup('inbound'),
  statuses: ofGroup('status'),
  other: ofGroup('other'),
  problems: marked('problem'),
  starred: marked('starred'),
};

/** Header names and values in pairs, as they came. */
export function toPairs(rawHeaders: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return pairs;
}
