import type { AppState, Settings, SettingsChanges, TunnelState } from '../../shared/contract.ts';
import type { DataFolder } from '../data-folder.ts';
import type { VaultKind } from '../domain/ports.ts';
import type { ProjectorProcess } from '../projection/projector-process.ts';
import type { Progress } from '../projection/projector.ts';
import type { ReaderProcess } from '../projection/reader-process.ts';
import type { Receiver } from '../receiver/receiver.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { SampleSender } from '../simulate/sample.ts';
import type { Simulator } from '../simulate/simulator.ts';
import type { VaultState } from '../store/accounts.ts';
import type { SavedFilterStore } from '../store/saved-filter-store.ts';
import type { SecretSlot } from '../store/secret-slot.ts';
import type { SettingsStore } from '../store/settings-store.ts';
import type { StarStore } from '../store/star-store.ts';
import type { AddressSwitch } from '../vonage/address-switch.ts';
import type { CoreEvents, Opened } from './core-state.ts';
import type { Deliveries } from './deliveries.ts';
import type { Notes } from './notes.ts';
import type { Online } from './online.ts';
import type { OpenReceiver } from './open-receiver.ts';
import { toOpenSwitches, within } from './open-switch.ts';
import type { Recording } from './recording.ts';
import type { Simulations } from './simulations.ts';
import type { Upkeep } from './upkeep.ts';
import type { SignatureDoctor, Verification } from './verification.ts';

/** How long going offline waits for Vonage. */
const GO_OFFLINE_MS = 10_000;

export interface CoreParts {
  readonly version: string;
  readonly folder: DataFolder;
  readonly events: CoreEvents;
  readonly settings: SettingsStore;
  readonly stars: StarStore;
  readonly recording: Recording;
  readonly receiving: OpenReceiver;
  readonly index: ProjectorProcess;
  readonly reader: ReaderProcess;
  readonly simulator: Simulator;
  readonly samples: SampleSender;
  readonly simulations: Simulations;
  readonly verification: Verification;
  readonly signatures: SignatureDoctor;
  readonly switches: AddressSwitch;
  readonly deliveries: Deliveries;
  readonly rules: RuleBook;
  readonly online: Online;
  readonly authtoken: SecretSlot;
  readonly upkeep: Upkeep;
  readonly savedFilters: SavedFilterStore;
  readonly notes: Notes;
  readonly opened: Opened;
}

/** The app without a window, as whoever drives it sees it. */
export class Core {
  readonly #parts: CoreParts;

  constructor(parts: CoreParts) {
    this.#parts = parts;
  }

  get events(): CoreEvents {
    return this.#parts.events;
  }

  get reader(): ReaderProcess {
    return this.#parts.reader;
  }

  get receiver(): Receiver {
    return this.#parts.receiving.receiver;
  }

  get samples(): SampleSender {
    return this.#parts.samples;
  }

  get simulator(): Simulator {
    return this.#parts.simulator;
  }

  get simulations(): Simulations {
    return this.#parts.simulations;
  }

  get accounts(): Pick<Verification, 'list' | 'vaultState' | 'change'> {
    return this.#parts.verification;
  }

  get signatures(): SignatureDoctor {
    return this.#parts.signatures;
  }

  /** Puts back what it has changed at Vonage when it is closed, and what a run before has left. */
  get switches(): Omit<AddressSwitch, 'close'> {
    return this.#parts.switches;
  }

  get deliveries(): Deliveries {
    return this.#parts.deliveries;
  }

  get rules(): Omit<RuleBook, 'answer' | 'notStored' | 'close'> {
    return this.#parts.rules;
  }

  get online(): Pick<Online, 'goOnline' | 'goOffline' | 'setAuthtoken' | 'clearAuthtoken'> {
    return this.#parts.online;
  }

  get upkeep(): Upkeep {
    return this.#parts.upkeep;
  }

  get savedFilters(): SavedFilterStore {
    return this.#parts.savedFilters;
  }

  get notes(): Notes {
    return this.#parts.notes;
  }

  /** Puts Vonage's addresses back first, as long as that does not take too long: it is tried again afterwards. */
  async goOffline(): Promise<TunnelState> {
    await within(GO_OFFLINE_MS, this.#parts.switches.restoreAll());
    return this.#parts.online.goOffline();
  }

  state(): AppState {
    const { version, folder, receiving, recording, index, online, switches, upkeep } = this.#parts;
    const kept = upkeep.state();
    return {
      version,
      dataFolder: folder.path,
      receiver: receiving.state,
      storingProblem: recording.problem,
      brokenRequests: receiving.brokenRequests(),
      stored: index.progress.stored,
      behind: Math.max(0, recording.lastId - index.progress.upTo),
      diskBytes: kept.files.capture + kept.files.index + kept.files.app,
      recheck: index.progress.recheck ?? null,
      tunnel: online.state,
      authtoken: online.authtoken,
      switches: toOpenSwitches(switches.open()),
      ...kept,
    };
  }

  progress(): Progress {
    return this.#parts.index.progress;
  }

  settings(): Settings {
    return this.#parts.settings.current;
  }

  changeSettings(changes: SettingsChanges): Settings {
    const { settings, verification, upkeep, events } = this.#parts;
    const changed = settings.change(changes);
    if ('signatureAgeLimit' in changes || 'rejectOldSignatures' in changes) verification.refresh();
    if ('keepDays' in changes || 'keepWebhooks' in changes || 'keepBytes' in changes) upkeep.look();
    events.emit('settings', changed);
    return changed;
  }

  /** Moves all secrets that can be read into this vault. */
  async chooseVault(kind: VaultKind): Promise<VaultState> {
    const { verification, authtoken, settings, events } = this.#parts;
    const state = await verification.moveTo(kind);
    await authtoken.reseal();
    events.emit('settings', settings.change({ vault: kind }));
    return state;
  }

  star(ids: readonly number[], starred: boolean): void {
    const { stars, events, index } = this.#parts;
    stars.set(ids, starred);
    events.emit('progress', { ...index.progress, reread: true });
  }

  /** Returns the number under which the removal can be undone. */
  remove(ids: readonly number[]): number {
    const removal = this.#parts.recording.removals.remove(ids);
    this.#parts.index.wake();
    return removal;
  }

  /** False where the rows are gone for good. */
  restore(removal: number): boolean {
    const restored = this.#parts.recording.removals.restore(removal);
    this.#parts.index.wake();
    return restored;
  }

  /** Ends this run, moves the damaged record aside, and asks for another run. Nothing is deleted. */
  beginNewRecord(): void {
    this.#parts.recording.setAsideAtEnd();
    this.#parts.events.emit('restart');
  }

  close(): Promise<void> {
    return this.#parts.opened.close();
  }
}
