import type { WebhookRow } from '../../shared/contract.ts';

const LARGEST_QUESTION = 500;
const CAPACITY = 4_000;

type AskForRows = (ids: number[]) => Promise<WebhookRow[]>;

interface Entry {
  readonly row: WebhookRow | null;
  readonly age: number;
}

/**
 * The rows around what is on screen. Only the newest wish counts: after a fast scroll nothing is fetched for the places
 * in between. One question at a time; the longest unused rows make room.
 */
export class RowCache {
  #entries = new Map<number, Entry>();
  #listeners = new Set<() => void>();
  #ask: AskForRows;
  #capacity: number;
  #wanted: readonly number[] = [];
  #age = 0;
  #revision = 0;
  #running = false;

  constructor(ask: AskForRows, capacity = CAPACITY) {
    this.#ask = ask;
    this.#capacity = capacity;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Grows with each change. */
  readonly getRevision = (): number => this.#revision;

  get size(): number {
    return this.#entries.size;
  }

  /** Undefined until it is fetched, and where the webhook is gone. */
  get(id: number): WebhookRow | undefined {
    return this.#entries.get(id)?.row ?? undefined;
  }

  want(ids: readonly number[]): void {
    this.#wanted = ids;
    for (const id of ids) this.#touch(id);
    void this.#fetch();
  }

  /** Rows may have changed: what is here stays on screen and is fetched again when it is wanted. */
  expire(): void {
    this.#age += 1;
    void this.#fetch();
  }

  /** Shows a change before main has confirmed it. */
  change(ids: Iterable<number>, changes: Partial<WebhookRow>): void {
    for (const id of ids) {
      const entry = this.#entries.get(id);
      if (entry?.row) this.#entries.set(id, { ...entry, row: { ...entry.row, ...changes } });
    }
    this.#publish();
  }

  async #fetch(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let ids = this.#missing(); ids.length > 0; ids = this.#missing()) {
        const age = this.#age;
        const rows = await this.#ask(ids);
        for (const id of ids) this.#store(id, { row: null, age });
        for (const row of rows) this.#store(row.id, { row, age });
        this.#makeRoom();
        this.#publish();
      }
    } catch {
      // The list says why it can't be read; the next wish asks again.
    } finally {
      this.#running = false;
    }
  }

  #missing(): number[] {
    return this.#wanted.filter((id) => this.#entries.get(id)?.age !== this.#age).slice(0, LARGEST_QUESTION);
  }

  #touch(id: number): void {
    const entry = this.#entries.get(id);
    if (entry) this.#store(id, entry);
  }

  /** Moves it to the end: a Map keeps the order of insertion, so the first entry is the longest unused one. */
  #store(id: number, entry: Entry): void {
    this.#entries.delete(id);
    this.#entries.set(id, entry);
  }

  #makeRoom(): void {
    for (const id of this.#entries.keys()) {
      if (this.#entries.size <= this.#capacity) return;
      this.#entries.delete(id);
    }
  }

  #publish(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }
}
