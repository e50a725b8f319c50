import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

import Database from 'better-sqlite3';

/**
 * The least that a durable receiver on SQLite can do: one insert a request and one synced commit a turn of the loop. No
 * limits, no rules, no index. What the core is measured against beside a server that keeps nothing.
 */
const folder = mkdtempSync(join(tmpdir(), 'webhook-inspector-bench-'));
const db = new Database(join(folder, 'least.db'));
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('CREATE TABLE requests (id INTEGER PRIMARY KEY, received_at INTEGER, head TEXT, body BLOB)');
const insert = db.prepare('INSERT INTO requests (received_at, head, body) VALUES (?, ?, ?)');
const commit = db.transaction((rows: readonly Row[]) => {
  for (const { at, head, body } of rows) insert.run(at, head, body);
});

interface Row {
  readonly at: number;
  readonly head: string;
  readonly body: Buffer;
  readonly response: ServerResponse;
}

let waiting: Row[] = [];

function flush(): void {
  const rows = waiting;
  waiting = [];
  commit.immediate(rows);
  for (const { response } of rows) response.end();
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const head = `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}`;
    waiting.push({ at: Date.now(), head, body: Buffer.concat(chunks), response });
    if (waiting.length === 1) setImmediate(flush);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => {
  db.close();
  rmSync(folder, { recursive: true });
  process.exit();
});
