import { parentPort, workerData } from 'node:worker_threads';

import { toExportRecord } from '../transfer/export-record.ts';
import { openRecord } from '../transfer/export-webhooks.ts';
import { print } from './print.ts';
import type { PrinterStart } from './printer.ts';
import { toWebhookLine } from './webhook-line.ts';

/** The thread that prints, so that formatting and a slow reader cost the answers to Vonage nothing. */

const { folder, after, json } = workerData as PrinterStart;
const record = openRecord(folder);
let printedTo = after;

function printUpTo(upTo: number): boolean {
  while (printedTo < upTo) {
    const page = record.page(printedTo, upTo);
    const lines = page.map(({ request, judged }) => {
      const exported = toExportRecord(request, judged);
      return `${json ? JSON.stringify(exported) : toWebhookLine(exported)}\n`;
    });
    if (!print(lines.join(''))) return false;
    printedTo = page.at(-1)?.request.id ?? upTo;
  }
  return true;
}

let ended = false;

parentPort?.on('message', (upTo: number | 'close') => {
  // What was asked for before the other side knew that nobody reads any more.
  if (ended) return;
  ended = upTo === 'close' || !printUpTo(upTo);
  if (!ended) return;
  record.close();
  parentPort?.close();
});
