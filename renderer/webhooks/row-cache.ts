const LARGEST_QUESTION = 500;
const CAPACITY = 4_000;

interface Entry<Row> {
  readonly row: Row | null;
  /** Of the rows when it was asked for: it is out of date where theirs is higher. */
  age: number;
}

/**
 * The rows around what is on screen. Only the newest wish counts: after a fast scroll nothing is fetched for the places
 * in between. One question at a time; the longest unused rows make room.
 */
export class RowCache<Row extends { readonly id: number }> {
  #entries = new Map<number, Entry<Row>>();
  #listeners = new Set<() => void>();
  #ask: (ids: number[]) => Promise<Row[]>;
  #capacity: number;
  #wanted: readonly number[] = [];
  #age = 0;
  #revision = 0;
  #running = false;

  constructor(ask: (ids: number[]) => Promise<Row[]>, capacity = CAPACITY) {
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

  /** Undefined until it is fetched, and where it is gone. */
  get(id: number): Row | undefined {
    return this.#entries.get(id)?.row ?? undefined;
  }

  want(ids: readonly number[]): void {
    this.#wanted = ids;
    for (const id of ids) this.#touch(id);
    void this.#fetch();
  }

  /**
   * To be called before a question whose answer brings rows along, which are then given to what this returns. Of these
   * ids, those that have none are known to have none.
   */
  expect(): (ids: readonly number[], rows: readonly Row[]) => void {
    const age = this.#age;
    return (ids, rows) => {
      for (const id of ids) this.#store(id, { row: null, age });
      for (const row of rows) this.#store(row.id, { row, age });
      this.#makeRoom();
    };
  }

  /** Rows may have changed: what is here stays on screen and is fetched again when it is wanted. */
  expire(mayHaveChanged: (id: number, row: Row | null) => boolean = () => true): void {
    const before = this.#age;
    this.#age += 1;
    for (const [id, entry] of this.#entries) {
      if (entry.age === before && !mayHaveChanged(id, entry.row)) entry.age = this.#age;
    }
    void this.#fetch();
  }

  /** Shows a change before main has confirmed it. */
  change(ids: Iterable<number>, changes: Partial<Row>): void {
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
  #store(id: number, entry: Entry<Row>): void {
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
