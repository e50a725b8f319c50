import { z } from 'zod';

import type { Clock } from '../domain/clock.ts';
import { VAULT_KINDS } from '../domain/ports.ts';
import type { Sealed } from './account-store.ts';
import type { Db } from './open-database.ts';

/** Seals and opens with the vault that the person has chosen. */
export interface Sealer {
  seal(text: string): Promise<Sealed>;
  /** Null where it can't be opened here. */
  open(sealed: Sealed): Promise<string | null>;
}

const row = z.object({ vault: z.enum(VAULT_KINDS), sealed: z.instanceof(Uint8Array) });

/** One secret that belongs to no account, sealed on disk and in clear only here. */
export class SecretSlot {
  readonly #db: Db;
  readonly #name: string;
  readonly #sealer: Sealer;
  readonly #clock: Clock;
  #text: string | null = null;

  constructor(db: Db, name: string, sealer: Sealer, clock: Clock) {
    this.#db = db;
    this.#name = name;
    this.#sealer = sealer;
    this.#clock = clock;
  }

  /** Opens what is stored. What was kept for an earlier session is gone for good. */
  async load(): Promise<void> {
    this.#db.prepare(`DELETE FROM secrets WHERE name = ? AND vault = 'session'`).run(this.#name);
    const sealed = this.#read();
    this.#text = sealed === null ? null : await this.#sealer.open(sealed);
  }

  get text(): string | null {
    return this.#text;
  }

  get state(): 'none' | 'kept' | 'unreadable' {
    if (this.#text !== null) return 'kept';
    return this.#read() === null ? 'none' : 'unreadable';
  }

  async set(text: string): Promise<void> {
    const { vault, sealed } = await this.#sealer.seal(text);
    this.#db
      .prepare('INSERT OR REPLACE INTO secrets (name, vault, sealed, created_at) VALUES (?, ?, ?, ?)')
      .run(this.#name, vault, sealed, this.#clock());
    this.#text = text;
  }

  /** Seals it anew, because another vault has been chosen. */
  async reseal(): Promise<void> {
    if (this.#text !== null) await this.set(this.#text);
  }

  clear(): void {
    this.#db.prepare('DELETE FROM secrets WHERE name = ?').run(this.#name);
    this.#text = null;
  }

  #read(): Sealed | null {
    const found = this.#db.prepare('SELECT vault, sealed FROM secrets WHERE name = ?').get(this.#name);
    return found === undefined ? null : row.parse(found);
  }
}
