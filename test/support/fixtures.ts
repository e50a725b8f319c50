import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../fixtures/webhooks/', import.meta.url);

/** One sample webhook (vonage-webhooks, 14.1). */
export interface Fixture {
  readonly name: string;
  readonly api: string;
  readonly kind: string;
  readonly channel: string | null;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | string | null;
  readonly query: Readonly<Record<string, string>> | null;
}

export const fixtures: readonly Fixture[] = readdirSync(FOLDER)
  .toSorted()
  .map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Fixture)
  // Nothing in the payload tells US short codes from the SMS API, so they are understood as that (14.1).
  .map((fixture) => (fixture.api === 'us-short-codes' ? Object.assign(fixture, { api: 'sms' }) : fixture));

/** The exact bytes that a fixture stands for; the tokens cover just these. */
export function bodyOf({ body }: Fixture): Buffer {
  if (body === null) return Buffer.alloc(0);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Path and query, on the fixture's own path or on another. */
export function targetOf({ path, query }: Fixture, onPath: string = path): string {
  return query === null ? onPath : `${onPath}?${new URLSearchParams(query).toString()}`;
}
