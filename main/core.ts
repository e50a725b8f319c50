import { EventEmitter } from 'node:events';

import type { Target } from '../shared/contract/deliveries.ts';
import { answerWith } from './core/answering.ts';
import type { CoreEvents } from './core/core-state.ts';
import { Opened } from './core/core-state.ts';
import { Deliveries } from './core/deliveries.ts';
import { IndexCare } from './core/index-care.ts';
import { Notes } from './core/notes.ts';
import type { Online } from './core/online.ts';
import type { AccountSources } from './core/open-accounts.ts';
import { openAccounts } from './core/open-accounts.ts';
import type { OnlineOptions } from './core/open-online.ts';
import { openOnline } from './core/open-online.ts';
import type { ReceiverOptions } from './core/open-receiver.ts';
import { openReceiver } from './core/open-receiver.ts';
import type { SwitchOptions } from './core/open-switch.ts';
import { openSwitch } from './core/open-switch.ts';
import { Recording } from './core/recording.ts';
import { openRules } from './core/rules.ts';
import { Core } from './core/running-core.ts';
import { Simulations } from './core/simulations.ts';
import { Upkeep } from './core/upkeep.ts';
import { createSignatureDoctor, Verification } from './core/verification.ts';
import type { DataFolder } from './data-folder.ts';
import { makeDataFolder } from './data-folder.ts';
import { createClock } from './domain/clock.ts';
import type { Log } from './domain/log.ts';
import type { ProjectorProcess } from './projection/projector-process.ts';
import { startProjector } from './projection/projector-process.ts';
import type { ReopeningReader } from './projection/reopening-reader.ts';
import { startReopeningReader } from './projection/reopening-reader.ts';
import { SampleSender } from './simulate/sample.ts';
import { Simulator } from './simulate/simulator.ts';
import { openAppDatabase } from './store/app-database.ts';
import { lockFolder } from './store/folder-lock.ts';
import { NoteStore } from './store/note-store.ts';
import { SavedFilterStore } from './store/saved-filter-store.ts';
import { SettingsStore } from './store/settings-store.ts';
import { StarStore } from './store/star-store.ts';
import { ProbeDesk } from './tunnel/probe-desk.ts';
import type { AddressSwitch } from './vonage/address-switch.ts';
import type { WorkerScripts } from './worker-scripts.ts';

export type { Core } from './core/running-core.ts';

export interface CoreOptions extends AccountSources, OnlineOptions, ReceiverOptions, SwitchOptions {
  readonly folder: DataFolder;
  readonly version: string;
  readonly log: Log;
  readonly workers: Pick<WorkerScripts, 'projector' | 'reader' | 'keeper' | 'ngrok'>;
  /** A live target for this run only. */
  readonly forwardTo?: Target | undefined;
}

/** What parts opened earlier call. The receiver listens before these are there, so that a cold start misses little. */
interface Later {
  projector: ProjectorProcess | null;
  reader: ReopeningReader | null;
  deliveries: Deliveries | null;
  online: Online | null;
  switches: AddressSwitch | null;
  upkeep: Upkeep | null;
}

/** Puts the app together without a window: receiver, record, index, and what reads them. */
export async function createCore(options: CoreOptions): Promise<Core> {
  makeDataFolder(options.folder);
  const opened = new Opened();
  try {
    return await openCore(options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function openCore(options: CoreOptions, opened: Opened): Promise<Core> {
  const { folder, log, version, workers } = options;
  const clock = createClock();
  const events: CoreEvents = new EventEmitter();
  const changed = (): void => void events.emit('state');
  const later: Later = { projector: null, reader: null, deliveries: null, online: null, switches: null, upkeep: null };

  opened.add(lockFolder(folder.path));
  const appDb = opened.add(openAppDatabase(folder.app));
  const settings = new SettingsStore(appDb);
  const stars = new StarStore(appDb, clock);
  const noteStore = new NoteStore(appDb, clock);
  const care = new IndexCare({ projector: () => later.projector, reader: () => later.reader, clock, log, changed });
  // Before the record, whose last commits may fail: then what was counted is taken back.
  const rules = opened.add(openRules({ folder, appDb, log, events, checks: () => verification.checks }));
  const recording = opened.add(
    new Recording({
      folder,
      appDb,
      clock,
      log,
      changed,
      damaged: () => care.damaged('record'),
      checkpoint: () => later.projector?.checkpoint() ?? false,
      committed(lastId) {
        later.projector?.follow(lastId);
        later.deliveries?.wake(lastId);
      },
      purged(ranges) {
        stars.forget(ranges);
        noteStore.forget(ranges);
        later.deliveries?.forget(ranges);
      },
    }),
  );

  const verification = new Verification(settings, (checks) => {
    later.projector?.use(checks);
    // An API secret may be among what has changed, and somebody may wait for it.
    later.switches?.retrySoon();
    changed();
  });
  const accountsOpened = openAccounts(options, folder, appDb, settings, clock);
  // Awaited below; without this an earlier failure would end the process instead of being told.
  accountsOpened.catch(() => {});
  // Whoever is to be refused must not slip in before the secrets are there; otherwise nobody waits for a keyring.
  if (settings.current.answer401ToFailed || rules.asksSecrets) verification.begin(await accountsOpened);

  const desk = new ProbeDesk();
  const receiving = opened.add(
    await openReceiver(options, {
      folder,
      settings,
      clock,
      changed,
      answerTo: answerWith({ rules, settings, verification, deliveries: () => later.deliveries }),
      answerProbe: (question) => desk.answer(question),
      isPublic: (rawHeaders) => later.online?.isPublic(rawHeaders) ?? false,
      append(arrival, settled) {
        if (arrival.via === 'tunnel') later.online?.arrived();
        recording.append(arrival, (error, id) => {
          settled(error, id);
          if (error === null) later.deliveries?.stored(arrival.answer, id);
          else {
            rules.notStored(arrival.answer);
            later.deliveries?.notStored(arrival.answer);
          }
        });
      },
    }),
  );
  const { receiver } = receiving;

  const deliveries = opened.add(
    new Deliveries({
      folder,
      appDb,
      clock,
      log,
      events,
      keyRing: () => verification.checks.keyRing,
      lastId: recording.storedEarlier,
      receiverPort: receiver.port,
      forwardTo: options.forwardTo,
    }),
  );
  later.deliveries = deliveries;
  deliveries.wake(recording.lastId);

  const accounts = await accountsOpened;
  verification.begin(accounts);
  const index = opened.add(
    await startProjector(
      workers.projector,
      {
        captureFile: folder.capture,
        indexFile: folder.index,
        checks: verification.checks,
        lastId: recording.lastId,
      },
      {
        progressed: (progress) => events.emit('progress', progress),
        problem: (message) => message !== null && log.error(`the index cannot follow: ${message}`),
        damaged: (what) => care.damaged(what),
        checkpointed: () => recording.finishCheckpoint(),
        compacted: (progress) => later.upkeep?.compaction.indexCompacted(progress),
      },
    ),
  );
  later.projector = index;
  // Committed while it started.
  index.follow(recording.lastId);
  const reader = opened.add(startReopeningReader(workers.reader, folder, () => index.examine()));
  later.reader = reader;
  const upkeep = opened.add(
    new Upkeep({
      folder,
      recording,
      stars,
      deliveries,
      projector: index,
      care,
      settings: () => settings.current,
      keeper: workers.keeper,
      clock,
      log,
      changed,
    }),
  );
  later.upkeep = upkeep;

  const { online, authtoken } = await openOnline(options, {
    version,
    log,
    appDb,
    accounts,
    clock,
    receiver,
    desk,
    agentScript: workers.ngrok,
    remember: (changes) => events.emit('settings', settings.change(changes)),
    changed,
  });
  later.online = opened.add(online);
  const switches = opened.add(openSwitch(options, { appDb, accounts, clock, log, events }));
  later.switches = switches;

  const simulator = new Simulator(receiver, () => verification.checks.keyRing, deliveries.courier);
  return new Core({
    version,
    folder,
    log,
    vonageCredentials: options.vonageCredentials ?? null,
    events,
    settings,
    stars,
    recording,
    receiving,
    index,
    reader,
    simulator,
    samples: new SampleSender(simulator),
    simulations: opened.add(
      new Simulations(
        simulator,
        (to) => deliveries.resolve(to),
        log,
        () => events.emit('simulation'),
      ),
    ),
    verification,
    signatures: createSignatureDoctor(reader, verification, clock),
    switches,
    deliveries,
    rules,
    online,
    authtoken,
    upkeep,
    savedFilters: new SavedFilterStore(appDb),
    notes: new Notes(noteStore, recording.db, () => events.emit('progress', { ...index.progress, reread: true })),
    opened,
  });
}
