import { Worker } from 'node:worker_threads';

import type {
  Counts,
  ListIds,
  ListQuery,
  MessageDetail,
  MessageQuery,
  ListedMessage,
  WebhookDetail,
  WebhookRow,
} from '../../shared/contract.ts';
import type { Checks } from '../signature/checks.ts';
import type { Explanation } from '../signature/doctor.ts';
import { THREAD_LIMITS } from './thread-memory.ts';
import type { DataFiles } from './reader.ts';
import type { ReceivedFacts } from './received-facts.ts';

interface Methods {
  ids: { input: ListQuery; output: ListIds };
  list: { input: ListQuery; output: ListIds & { readonly rows: WebhookRow[] } };
  rows: { input: readonly number[]; output: WebhookRow[] };
  counts: { input: null; output: Counts };
  received: { input: null; output: ReceivedFacts };
  filterCounts: { input: readonly string[]; output: (number | null)[] };
  explain: { input: { id: number; checks: Checks }; output: Explanation | null };
  explainText: { input: { text: string; now: number; checks: Checks }; output: Explanation | string };
  detail: { input: number; output: WebhookDetail | null };
  messageIds: { input: MessageQuery; output: { ids: Uint32Array; upTo: number } };
  messageRows: { input: readonly number[]; output: ListedMessage[] };
  message: { input: string; output: MessageDetail | null };
  messageOfWebhook: { input: number; output: MessageDetail | null };
}

type Method = keyof Methods;

/** One question to the reading thread. */
export type ReaderCall = {
  [M in Method]: { readonly seq: number; readonly method: M; readonly input: Methods[M]['input'] };
}[Method];

export type ReaderReply =
  | { readonly seq: number; readonly ok: true; readonly value: unknown }
  | { readonly seq: number; readonly ok: false; readonly message: string; readonly isDamage: boolean };

export interface ReaderProcess {
  call<M extends Method>(method: M, input: Methods[M]['input']): Promise<Methods[M]['output']>;
  close(): Promise<void>;
}

/** Starts the thread that reads. The three files must exist. `damaged` is told when one of them turns out not to be sound. */
export function startReader(script: URL, files: DataFiles, damaged: () => void = () => {}): ReaderProcess {
  const worker = new Worker(script, { name: 'reader', workerData: files, resourceLimits: THREAD_LIMITS });
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let seq = 0;
  let failure: Error | null = null;

  worker.on('message', (reply: ReaderReply) => {
    const waiting = open.get(reply.seq);
    open.delete(reply.seq);
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(new Error(reply.message));
    if (!reply.ok && reply.isDamage) damaged();
  });
  const fail = (error: unknown): void => {
    failure ??= error instanceof Error ? error : new Error(String(error));
    for (const waiting of open.values()) waiting.reject(failure);
    open.clear();
  };
  worker.on('error', fail);
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      fail('the reader is closed');
      resolve();
    });
  });

  return {
    call<M extends Method>(method: M, input: Methods[M]['input']): Promise<Methods[M]['output']> {
      if (failure !== null) return Promise.reject(failure);
      seq += 1;
      const id = seq;
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject });
        worker.postMessage({ seq: id, method, input });
      });
    },
    async close() {
      worker.postMessage('close');
      await ended;
    },
  };
}
