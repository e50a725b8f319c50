import { parentPort, workerData } from 'node:worker_threads';

import { isDamage } from '../store/damage.ts';
import type { DataFiles } from './reader.ts';
import { Reader } from './reader.ts';
import type { ReaderCall, ReaderReply } from './reader-process.ts';

/** The thread that reads: a long search may never run where answers to Vonage are given. */

const reader = new Reader(workerData as DataFiles);

parentPort?.on('message', (call: ReaderCall | 'close') => {
  if (call === 'close') {
    reader.close();
    parentPort?.close();
    return;
  }
  const reply = answer(call);
  parentPort?.postMessage(reply, reply.transfer);
});

function answer(call: ReaderCall): ReaderReply & { readonly transfer: ArrayBuffer[] } {
  try {
    const value = run(call);
    const transfer =
      typeof value === 'object' && value !== null && 'ids' in value ? [value.ids.buffer as ArrayBuffer] : [];
    return { seq: call.seq, ok: true, value, transfer };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { seq: call.seq, ok: false, message, isDamage: isDamage(error), transfer: [] };
  }
}

function run(call: ReaderCall) {
  switch (call.method) {
    case 'ids':
      return reader.ids(call.input);
    case 'list':
      return reader.list(call.input);
    case 'rows':
      return reader.rows(call.input);
    case 'counts':
      return reader.counts();
    case 'received':
      return reader.received();
    case 'filterCounts':
      return call.input.map((filter) => reader.filters.count(filter));
    case 'explain':
      return reader.explain(call.input.id, call.input.checks);
    case 'explainText':
      return reader.explainText(call.input.text, call.input.now, call.input.checks);
    case 'detail':
      return reader.detail(call.input);
    case 'messageIds':
      return reader.messages.ids(call.input);
    case 'messageRows':
      return reader.messages.rows(call.input);
    case 'message':
      return reader.messages.get(call.input);
    case 'messageOfWebhook':
      return reader.messages.ofWebhook(call.input);
  }
}
