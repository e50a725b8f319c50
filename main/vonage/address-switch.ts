import { AppError } from '../../shared/reply.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { SwitchEntry, SwitchJournal } from '../store/switch-journal.ts';
import type { ApplicationSummary } from './applications.ts';
import type { Answer } from './decide-restore.ts';
import { decideRestore } from './decide-restore.ts';
import type { ChosenSlot, PreviewRow } from './plan-switch.ts';
import { parseBase, planSwitch, previewSwitch } from './plan-switch.ts';
import { putBack } from './put-back.ts';
import { sendPlan, UNSETTLED_US } from './send-plan.ts';
import type { Holding, SlotHolder } from './slot-holder.ts';
import type { VonageClients } from './vonage-clients.ts';
import { VonageError } from './vonage-error.ts';

/** Which addresses are meant: of an application, or of the account. */
export interface HolderName {
  readonly apiKey: string;
  readonly holder: string;
}

export interface SwitchRequest extends HolderName {
  /** The public address in front of the receiver. */
  readonly base: string;
  readonly chosen: readonly ChosenSlot[];
}

export interface SwitchPreview {
  readonly name: string;
  readonly rows: readonly PreviewRow[];
}

interface Parts {
  readonly journal: SwitchJournal;
  readonly clients: VonageClients;
  readonly clock: Clock;
  readonly log: Log;
  /** What {@link AddressSwitch.open} tells has changed. */
  readonly changed: () => void;
  readonly times?: { readonly retryMs: number; readonly closeMs: number };
}

const TIMES = { retryMs: 30_000, closeMs: 15_000 };

/**
 * Points Vonage's addresses at us and back. What it is about to change is in the journal before the request leaves, so
 * whatever happens to this process, the next one finds it and puts it back. One thing at a time.
 */
export class AddressSwitch {
  readonly #parts: Parts;
  readonly #times: { readonly retryMs: number; readonly closeMs: number };
  readonly #given = new AbortController();
  #busy: Promise<unknown> = Promise.resolve();
  #retry: NodeJS.Timeout | undefined;
  #closed: Promise<void> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#times = parts.times ?? TIMES;
  }

  /** Everything that is not as it was before us. */
  open(): SwitchEntry[] {
    return this.#parts.journal.open();
  }

  applications(apiKey: string): Promise<ApplicationSummary[]> {
    return this.#parts.clients.of(apiKey).applications.list(this.#given.signal);
  }

  /** The addresses as they are at Vonage now. */
  async read(name: HolderName): Promise<Holding> {
    return this.#holder(name).read(this.#given.signal);
  }

  async preview({ apiKey, holder, base }: HolderName & { readonly base: string }): Promise<SwitchPreview> {
    const address = parseBase(base);
    const now = await this.#holder({ apiKey, holder }).read(this.#given.signal);
    return { name: now.name, rows: previewSwitch(now, this.#parts.journal.find(apiKey, holder), address) };
  }

  /** Changes the chosen addresses, and those alone. Where it fails, what it has changed is put back. */
  apply(request: SwitchRequest): Promise<void> {
    return this.#inTurn(() => this.#apply(request));
  }

  /** Puts back everything. What can't be put back now stays in the journal, with the reason, and is tried again. */
  restoreAll(): Promise<void> {
    return this.#inTurn(() => this.#restoreAll());
  }

  /** Puts back one entry. Throws the reason where that is not possible now. */
  restore(id: number): Promise<void> {
    return this.#inTurn(async () => {
      const entry = this.#entry(id);
      await this.#restore(entry.state === 'conflict' ? entry : this.#change(entry, { state: 'restoring' }), []);
    });
  }

  /** Looks whether somebody else has changed what is switched; the person is then asked what is to become of it. */
  look(id: number): Promise<void> {
    return this.#inTurn(async () => {
      const entry = this.#entry(id);
      if (entry.state !== 'verified' && entry.state !== 'applied') return;
      const now = await this.#holder(entry).read(this.#given.signal);
      const { slots } = decideRestore(entry.slots, now.slots);
      const theirs = new Map(slots.map((slot) => [slot.name, slot.theirs]));
      if ([...theirs.values()].every((content) => content === null)) return;
      this.#change(entry, {
        state: 'conflict',
        slots: entry.slots.map((slot) => ({ ...slot, theirs: theirs.get(slot.name) ?? null })),
      });
    });
  }

  /** Does what the person has answered about somebody else's addresses. */
  resolve(id: number, answers: readonly Answer[]): Promise<void> {
    return this.#inTurn(async () => {
      const entry = this.#entry(id);
      if (entry.state !== 'conflict') throw new AppError('no-conflict', 'There is nothing to decide any more.');
      await this.#restore(entry, answers);
    });
  }

  /** For addresses that the person has put back by hand, or that nobody can put back any more. */
  forget(id: number): Promise<void> {
    return this.#inTurn(async () => {
      this.#change(this.#entry(id), { state: 'restored', problem: null });
    });
  }

  /** Tries again what could not be put back, such as after an API secret was entered. */
  retrySoon(): void {
    if (this.open().some(({ state }) => state === 'restoring')) this.#retryIn(0);
  }

  /** Puts back everything within its time limit. What is left then waits for the next start. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const limit = setTimeout(() => this.#given.abort(), this.#times.closeMs);
    await this.#queue(() => this.#restoreAll());
    clearTimeout(limit);
    clearTimeout(this.#retry);
    this.#given.abort();
  }

  async #apply({ apiKey, holder: holderName, base, chosen }: SwitchRequest): Promise<void> {
    const { journal, clock } = this.#parts;
    const address = parseBase(base);
    const holder = this.#holder({ apiKey, holder: holderName });
    const open = journal.find(apiKey, holderName);
    if (open?.state === 'conflict' || open?.state === 'restoring') throw stillOpen(open);
    const before = await holder.read(this.#given.signal);
    const plan = planSwitch(before, open, address, chosen);
    if (plan.changes.length === 0) {
      throw new AppError('nothing-to-change', 'All chosen addresses are these already, so nothing was changed.');
    }
    const planned = {
      name: before.name,
      state: 'planned' as const,
      slots: plan.slots,
      problem: null,
      unsettledUntil: clock() + UNSETTLED_US,
    };
    const entry =
      open === null
        ? journal.add({ apiKey, holder: holderName, before: before.text, ...planned })
        : journal.change(open, planned);
    this.#parts.changed();
    try {
      await sendPlan(journal, clock, holder, before, plan, entry, this.#given.signal);
      this.#parts.changed();
    } catch (error) {
      await this.#giveUp(this.#entry(entry.id), error);
      throw error;
    }
    this.#parts.log.info(`switched ${plan.changes.map(({ name }) => name).join(', ')} of “${before.name}” at Vonage`);
  }

  /** An attempt that failed leaves nothing behind; where that fails too, it is tried again later. */
  async #giveUp(entry: SwitchEntry, reason: unknown): Promise<void> {
    const refused = reason instanceof VonageError && reason.effect === 'not-done' && entry.state === 'planned';
    await this.#restoreEach([
      this.#change(entry, { state: 'restoring', ...(refused ? { unsettledUntil: null } : {}) }),
    ]);
  }

  async #restoreAll(): Promise<void> {
    // First all of them, on disk: this is what is wanted, also by the next process, should this one end here.
    const wanted = this.open().map((entry) =>
      entry.state === 'conflict' ? entry : this.#change(entry, { state: 'restoring' }),
    );
    await this.#restoreEach(wanted);
  }

  async #restoreEach(entries: readonly SwitchEntry[]): Promise<void> {
    for (const entry of entries) {
      try {
        await this.#restore(entry, []);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        this.#parts.log.error(`the addresses of “${entry.name}” at Vonage could not be put back: ${error.message}`);
      }
    }
  }

  async #restore(entry: SwitchEntry, answers: readonly Answer[]): Promise<void> {
    const { journal, clock, log } = this.#parts;
    try {
      const done = await putBack(journal, clock, this.#holder(entry), entry, answers, this.#given.signal);
      if (done.state === 'restored') log.info(`nothing of ours is left in “${entry.name}” at Vonage`);
      if (done.unsettledUntil !== null) this.#retryIn((done.unsettledUntil - clock()) / 1_000);
    } catch (error) {
      const problem = error instanceof AppError ? error.message : 'Something went wrong. The log has the details.';
      journal.change(this.#entry(entry.id), { problem });
      if (error instanceof VonageError && error.isPassing) this.#retryIn(this.#times.retryMs);
      throw error;
    } finally {
      this.#parts.changed();
    }
  }

  #retryIn(ms: number): void {
    clearTimeout(this.#retry);
    if (this.#closed !== null) return;
    this.#retry = setTimeout(() => {
      this.#queue(() => this.#restoreEach(this.open().filter(({ state }) => state === 'restoring'))).catch(
        (error: unknown) => this.#parts.log.error('putting addresses back failed', error),
      );
    }, ms);
    this.#retry.unref();
  }

  #holder({ apiKey, holder }: HolderName): SlotHolder {
    return this.#parts.clients.of(apiKey).holder(holder);
  }

  #entry(id: number): SwitchEntry {
    const entry = this.#parts.journal.get(id);
    if (entry === null || entry.state === 'restored') {
      throw new AppError('no-switch', 'These addresses are not switched any more.');
    }
    return entry;
  }

  #change(entry: SwitchEntry, changes: Parameters<SwitchJournal['change']>[1]): SwitchEntry {
    const changed = this.#parts.journal.change(entry, changes);
    this.#parts.changed();
    return changed;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed !== null) return Promise.reject(new AppError('closing', 'The app is closing.'));
    return this.#queue(work);
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#busy.then(work);
    this.#busy = done.catch(() => {
      // The caller has it; the next one starts from what is journaled.
    });
    return done;
  }
}

function stillOpen({ state }: SwitchEntry): AppError {
  return state === 'conflict'
    ? new AppError(
        'switch-conflict',
        'Somebody else has changed these addresses. Decide first what is to become of them.',
      )
    : new AppError('switch-restoring', 'These addresses are still being put back. Try again once that is done.');
}
