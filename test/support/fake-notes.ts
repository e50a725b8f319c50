import type { Channel, Input, Output } from '../../shared/contract.ts';
import type { Note } from '../../shared/contract/notes.ts';

type Handlers = { [C in Extract<Channel, `note:${string}`>]: (input: Input<C>) => Output<C> };

/** Notes in memory, as main keeps them. */
export class FakeNotes {
  readonly handlers: Handlers;
  readonly #notes = new Map<number, Note>();

  constructor(changed: () => void) {
    this.handlers = {
      'note:get': ({ id }) => this.#notes.get(id) ?? null,
      'note:set': ({ id, text }) => {
        const trimmed = text.trim();
        if (trimmed === '') this.#notes.delete(id);
        else this.#notes.set(id, { text: trimmed, editedAt: Date.now() * 1_000 });
        changed();
        return this.#notes.get(id) ?? null;
      },
    };
  }

  has(id: number): boolean {
    return this.#notes.has(id);
  }

  textOf(id: number): string | null {
    return this.#notes.get(id)?.text ?? null;
  }
}
