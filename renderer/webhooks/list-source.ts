import type { EventPayload, Input, Output, ViewName } from '../../shared/contract.ts';
import { IdList } from './id-list.ts';

/** With 2,000 webhooks a second, the list still asks for its tail at most this often. */
const PAUSE_MS = 50;

export interface ListQuestion {
  readonly view: ViewName;
  readonly filter: string;
}

export interface ListSnapshot {
  /** The question that `ids` answers; null before the first answer. */
  readonly answers: ListQuestion | null;
  readonly length: number;
  /** Grows with each change of the ids, also where the length stays. */
  readonly revision: number;
  /** Highest id of the index at the last answer, in this list or not. */
  readonly upTo: number;
  /** Why the last question failed, as a sentence. */
  readonly problem: string | null;
}

type AskForIds = (input: Input<'list:ids'>) => Promise<Output<'list:ids'>>;

/**
 * The ids of the open list, kept up to date: one question at a time, for what is new only, unless rows have changed.
 * An external store for React; the ids themselves are read through `ids`, never copied.
 */
export class ListSource {
  readonly ids = new IdList();
  #snapshot: ListSnapshot = { answers: null, length: 0, revision: 0, upTo: 0, problem: null };
  #question: ListQuestion = { view: 'all', filter: '' };
  #listeners = new Set<() => void>();
  #ask: AskForIds;
  #readUpTo = 0;
  #knownUpTo = 0;
  #mustReread = false;
  #running = false;

  constructor(ask: AskForIds) {
    this.#ask = ask;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): ListSnapshot => this.#snapshot;

  /** Reads another list. Until it is here, the old one stays. */
  open(question: ListQuestion): void {
    this.#question = question;
    this.#mustReread = true;
    void this.#catchUp();
  }

  /** To be called with each `webhooks:changed`. */
  noteChange(change: EventPayload<'webhooks:changed'>): void {
    this.#knownUpTo = Math.max(this.#knownUpTo, change.upTo);
    if (change.reread) this.#mustReread = true;
    void this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#mustReread || this.#knownUpTo > this.#readUpTo) {
        if (!(await this.#readOnce())) break;
        await pause(PAUSE_MS);
      }
    } finally {
      this.#running = false;
    }
  }

  /** False where asking again at once would be of no use. */
  async #readOnce(): Promise<boolean> {
    const question = this.#question;
    const reread = this.#mustReread;
    const after = reread ? 0 : this.#readUpTo;
    this.#mustReread = false;
    try {
      const { ids, upTo } = await this.#ask({ ...question, after });
      if (question !== this.#question) return true;
      if (reread) this.ids.replace(ids);
      else this.ids.append(ids);
      this.#readUpTo = Math.max(upTo, after);
      this.#knownUpTo = Math.max(this.#knownUpTo, this.#readUpTo);
      if (reread || ids.length > 0) this.#publish({ answers: question, problem: null });
      return true;
    } catch (error) {
      if (question !== this.#question) return true;
      this.#publish({ problem: error instanceof Error ? error.message : String(error) });
      return false;
    }
  }

  #publish(change: Partial<ListSnapshot>): void {
    const revision = this.#snapshot.revision + 1;
    this.#snapshot = { ...this.#snapshot, ...change, length: this.ids.length, revision, upTo: this.#readUpTo };
    for (const listener of this.#listeners) listener();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
