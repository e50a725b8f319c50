import { EventEmitter } from 'node:events';
import { statSync } from 'node:fs';

import type { Settings } from '../../shared/contract.ts';
import type { Progress } from '../projection/projector.ts';
import { isDamage } from '../store/damage.ts';

interface CoreEventMap {
  /** The index has followed the record. */
  progress: [Progress];
  /** What `Core.state` tells has changed. */
  state: [];
  settings: [Settings];
  /** What `Deliveries.targets` tells has changed. */
  targets: [];
  /** These deliveries are over; or a run has begun or ended. */
  deliveries: [ids: readonly number[]];
  /** A simulation goes on or has ended. */
  simulation: [];
  /** What `Core.rules` lists has changed. */
  rules: [];
  /** The app is to end and to be started again. */
  restart: [];
}

export type CoreEvents = EventEmitter<CoreEventMap>;

/** What went wrong while storing, as the window says it. */
export function tellStoringProblem(problem: Error): string {
  if (isDamage(problem)) return 'The record of webhooks (capture.db) is damaged, so new webhooks can’t be stored.';
  const isFull = (problem as { code?: string }).code === 'SQLITE_FULL';
  const what = isFull ? 'The disk is full' : `The data folder can't be written (${problem.message})`;
  return `${what}, so new webhooks can't be stored. Vonage is told to send them again; what is stored is safe.`;
}

/** Bytes on disk of a database and its log. */
export function fileBytes(file: string): number {
  return [file, `${file}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** Closes what was opened, in reverse order, each after the one that needs it. */
export class Opened {
  readonly #parts: { close(): unknown }[] = [];
  #closed: Promise<void> | null = null;

  add<T extends { close(): unknown }>(part: T): T {
    this.#parts.push(part);
    return part;
  }

  /** Asked again, it is the same closing. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    for (let part = this.#parts.pop(); part !== undefined; part = this.#parts.pop()) await part.close();
  }
}
