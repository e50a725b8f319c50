import type { RequestRow } from '../capture/capture-database.ts';
import { toStoredRequest } from '../capture/capture-database.ts';
import { headerValue } from '../domain/captured-request.ts';
import type { Db } from '../store/open-database.ts';

/** What the newest webhooks tell about how they get here. Simulated and imported ones do not count. */
export interface ReceivedFacts {
  /** In milliseconds since 1970. */
  readonly last: { readonly at: number; readonly isPublic: boolean } | null;
  /** The newest that came through the public address. */
  readonly lastPublic: { readonly at: number; readonly forwardedFor: string | null } | null;
  /** Of those of them whose kind Vonage signs with a token. */
  readonly signatures: SignatureFacts;
}

export interface SignatureFacts {
  readonly looked: number;
  readonly unsigned: number;
  readonly failed: number;
  /** API keys that signed some of them, and that there is no secret for. */
  readonly keysWithoutSecret: readonly string[];
}

export const NOTHING_RECEIVED: ReceivedFacts = {
  last: null,
  lastPublic: null,
  signatures: { looked: 0, unsigned: 0, failed: 0, keysWithoutSecret: [] },
};

interface Row {
  readonly id: number;
  readonly receivedAt: number;
  readonly api: string;
  readonly via: string;
  readonly verdict: string;
  readonly account: string | null;
}

/** So many are looked at, whichever way they came: the answer takes no longer with a million stored. */
const NEWEST = 1_000;
const SIGNED_APIS = new Set(['messages-v1', 'messages-v0.1', 'dispatch', 'voice', 'conversation', 'verify-v2']);
const MOST_KEYS = 5;

/** Reads the index, with the record attached as `capture`. */
export function readReceivedFacts(db: Db): ReceivedFacts {
  const rows = db
    .prepare<[number], Row>(
      `SELECT id, received_at AS receivedAt, api, via, verdict, account FROM webhooks ORDER BY id DESC LIMIT ?`,
    )
    .all(NEWEST)
    .filter(({ via }) => via === 'tunnel' || via === 'local');
  const [last] = rows;
  const ofTunnel = rows.filter(({ via }) => via === 'tunnel');
  const [lastPublic] = ofTunnel;
  return {
    last: last === undefined ? null : { at: last.receivedAt / 1_000, isPublic: last.via === 'tunnel' },
    lastPublic:
      lastPublic === undefined
        ? null
        : { at: lastPublic.receivedAt / 1_000, forwardedFor: forwardedFor(db, lastPublic.id) },
    signatures: countSignatures(ofTunnel.filter(({ api }) => SIGNED_APIS.has(api))),
  };
}

function countSignatures(rows: readonly Row[]): SignatureFacts {
  const keys = new Set(
    rows.flatMap(({ verdict, account }) => (verdict === 'no-secret' && account !== null ? account : [])),
  );
  return {
    looked: rows.length,
    unsigned: rows.filter(({ verdict }) => verdict === 'unsigned').length,
    failed: rows.filter(({ verdict }) => verdict === 'failed').length,
    keysWithoutSecret: [...keys].slice(0, MOST_KEYS),
  };
}

function forwardedFor(db: Db, id: number): string | null {
  const stored = db.prepare<[number], RequestRow>('SELECT * FROM capture.requests WHERE id = ?').get(id);
  return stored === undefined ? null : headerValue(toStoredRequest(stored).rawHeaders, 'x-forwarded-for');
}
