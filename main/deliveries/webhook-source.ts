import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import type { StoredRequest } from '../domain/captured-request.ts';
import type { Db } from '../store/open-database.ts';
import { openReadOnly } from '../store/open-database.ts';

/** Few enough that an answer to Vonage does not wait for a page of them to be understood. */
const PAGE_ROWS = 32;
const PAGE_BYTES = 4 * 1_024 * 1_024;

const NOT_REMOVED = `NOT EXISTS (
  SELECT 1 FROM removed_ranges JOIN removals ON removals.id = removal AND state <> 'restored'
  WHERE requests.id BETWEEN first_id AND last_id)`;

export interface Page {
  readonly webhooks: readonly StoredRequest[];
  /** Every webhook up to this one has been read. */
  readonly readTo: number;
}

/** Reads webhooks from the record to send them: their bytes are nowhere else while they wait. */
export class WebhookSource {
  readonly #db: Db;
  readonly #one: (id: number) => RequestRow | undefined;
  readonly #some: (after: number, upTo: number) => IterableIterator<RequestRow>;

  /** The record must exist. */
  constructor(captureFile: string) {
    this.#db = openReadOnly(captureFile);
    const one = this.#db.prepare<[number], RequestRow>(`SELECT * FROM requests WHERE id = ? AND ${NOT_REMOVED}`);
    const some = this.#db.prepare<[number, number], RequestRow>(
      `SELECT * FROM requests WHERE id > ? AND id <= ? AND ${NOT_REMOVED} ORDER BY id LIMIT ${PAGE_ROWS}`,
    );
    this.#one = (id) => one.get(id);
    this.#some = (after, upTo) => some.iterate(after, upTo);
  }

  /** Null where it is gone, or removed. */
  get(id: number): StoredRequest | null {
    const row = this.#one(id);
    return row === undefined ? null : toStoredRequest(row);
  }

  page(after: number, upTo: number): Page {
    const webhooks: StoredRequest[] = [];
    let bytes = 0;
    for (const row of this.#some(after, upTo)) {
      webhooks.push(toStoredRequest(row));
      bytes += row.body.length;
      if (bytes > PAGE_BYTES) break;
    }
    const isLast = webhooks.length < PAGE_ROWS && bytes <= PAGE_BYTES;
    return { webhooks, readTo: isLast ? upTo : (webhooks.at(-1)?.id ?? upTo) };
  }

  close(): void {
    this.#db.close();
  }
}
