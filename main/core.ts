import { EventEmitter } from 'node:events';

import type { Target } from '../shared/contract/deliveries.ts';
import type { AppState, ReceiverState, Settings, SettingsChanges, TunnelState } from '../shared/contract.ts';
import { CaptureLog } from './capture/capture-log.ts';
import { Removals } from './capture/removals.ts';
import type { CoreEvents } from './core/core-state.ts';
import { Opened, tellStoringProblem } from './core/core-state.ts';
import { Deliveries } from './core/deliveries.ts';
import { openRules } from './core/rules.ts';
import { IndexCare } from './core/index-care.ts';
import type { AccountSources } from './core/open-accounts.ts';
import type { SwitchOptions } from './core/open-switch.ts';
import { openSwitch, toOpenSwitches, within } from './core/open-switch.ts';
import { openAccounts } from './core/open-accounts.ts';
import type { Online } from './core/online.ts';
import type { OnlineOptions } from './core/open-online.ts';
import { openOnline } from './core/open-online.ts';
import { Simulations } from './core/simulations.ts';
import type { SignatureDoctor } from './core/verification.ts';
import { Upkeep } from './core/upkeep.ts';
import { createSignatureDoctor, Verification } from './core/verification.ts';
import type { DataFolder } from './data-folder.ts';
import { makeDataFolder } from './data-folder.ts';
import type { Answer } from './domain/captured-request.ts';
import { createClock } from './domain/clock.ts';
import type { Log } from './domain/log.ts';
import type { VaultKind } from './domain/ports.ts';
import { openRecord } from './keep/set-aside.ts';
import type { ProjectorProcess } from './projection/projector-process.ts';
import { startProjector } from './projection/projector-process.ts';
import type { Progress } from './projection/projector.ts';
import type { ReaderProcess } from './projection/reader-process.ts';
import { announce, makeSimulatorKey } from './receiver/announcement.ts';
import type { ReopeningReader } from './projection/reopening-reader.ts';
import { startReopeningReader } from './projection/reopening-reader.ts';
import type { Question } from './receiver/default-answer.ts';
import { defaultAnswer } from './receiver/default-answer.ts';
import type { Receiver, ReceiverLimits } from './receiver/receiver.ts';
import { defaultLimits, startReceiver } from './receiver/receiver.ts';
import { answerToSignature } from './receiver/verified-answer.ts';
import { SampleSender } from './simulate/sample.ts';
import { Simulator } from './simulate/simulator.ts';
import type { RuleBook } from './rules/rule-book.ts';
import type { VaultState } from './store/accounts.ts';
import { isDamage } from './store/damage.ts';
import { openAppDatabase } from './store/app-database.ts';
import { lockFolder } from './store/folder-lock.ts';
import { SavedFilterStore } from './store/saved-filter-store.ts';
import { SettingsStore } from './store/settings-store.ts';
import { StarStore } from './store/star-store.ts';
import { ProbeDesk } from './tunnel/probe-desk.ts';
import type { AddressSwitch } from './vonage/address-switch.ts';
import type { WorkerScripts } from './worker-scripts.ts';

/** How long going offline waits for Vonage. */
const GO_OFFLINE_MS = 10_000;

export interface CoreOptions extends AccountSources, OnlineOptions, SwitchOptions {
  readonly folder: DataFolder;
  readonly version: string;
  readonly log: Log;
  readonly workers: Pick<WorkerScripts, 'projector' | 'reader' | 'keeper' | 'ngrok'>;
  /** For this run only; without it the remembered one. */
  readonly port?: number | undefined;
  readonly limits?: Partial<ReceiverLimits>;
  /** A live target for this run only. */
  readonly forwardTo?: Target | undefined;
}

export interface Core {
  readonly events: CoreEvents;
  readonly reader: ReaderProcess;
  readonly receiver: Receiver;
  readonly samples: SampleSender;
  readonly simulator: Simulator;
  readonly simulations: Simulations;
  readonly accounts: Pick<Verification, 'list' | 'vaultState' | 'change'>;
  readonly signatures: SignatureDoctor;
  /** Puts back what it has changed at Vonage when it is closed, and what a run before has left. */
  readonly switches: Omit<AddressSwitch, 'close'>;
  readonly deliveries: Deliveries;
  readonly rules: RuleBook;
  readonly online: Pick<Online, 'goOnline' | 'goOffline' | 'setAuthtoken' | 'clearAuthtoken'>;
  readonly upkeep: Upkeep;
  readonly savedFilters: SavedFilterStore;
  /** Puts Vonage's addresses back first, as long as that does not take too long: it is tried again afterwards. */
  goOffline(): Promise<TunnelState>;
  state(): AppState;
  progress(): Progress;
  settings(): Settings;
  changeSettings(changes: SettingsChanges): Settings;
  /** Moves all secrets that can be read into this vault. */
  chooseVault(kind: VaultKind): Promise<VaultState>;
  star(ids: readonly number[], starred: boolean): void;
  /** Returns the number under which the removal can be undone. */
  remove(ids: readonly number[]): number;
  /** False where the rows are gone for good. */
  restore(removal: number): boolean;
  /** Ends this run, moves the damaged record aside, and asks for another run. Nothing is deleted. */
  beginNewRecord(): void;
  close(): Promise<void>;
}

/** How often it is tried whether storing works again. */
const PROBE_MS = 2_000;

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
  opened.add(lockFolder(folder.path));
  const appDb = opened.add(openAppDatabase(folder.app));
  const settings = new SettingsStore(appDb);
  const stars = new StarStore(appDb, clock);
  let upkeep: Upkeep | null = null;
  opened.add({ close: () => upkeep?.closeLast() });
  const captureDb = opened.add(
    openRecord(folder, appDb, (file) => log.error(`the record was damaged and has been moved to ${file}`)),
  );
  let deliveries: Deliveries | null = null;
  const removals = new Removals(captureDb, clock, (ranges) => {
    stars.forget(ranges);
    deliveries?.forget(ranges);
  });

  let projector: ProjectorProcess | null = null;
  let switches: AddressSwitch | null = null;
  let reader: ReopeningReader | null = null;
  const changed = (): void => void events.emit('state');
  const care = new IndexCare({ projector: () => projector, reader: () => reader, clock, log, changed });
  const verification = new Verification(settings, (checks) => {
    projector?.use(checks);
    // An API secret may be among what has changed, and somebody may wait for it.
    switches?.retrySoon();
    events.emit('state');
  });
  const accountsOpened = openAccounts(options, folder, appDb, settings, clock);
  // Awaited below; without this an earlier failure would end the process instead of being told.
  accountsOpened.catch(() => {});
  // Whoever is to be refused must not slip in before the secrets are there; otherwise nobody waits for a keyring.
  if (settings.current.answer401ToFailed) verification.begin(await accountsOpened);

  let storingProblem: string | null = null;
  let brokenRequests = 0;
  const captureLog = new CaptureLog(captureDb, clock, {
    committed(lastId) {
      projector?.wake();
      deliveries?.wake(lastId);
    },
    storing(problem) {
      storingProblem = problem === null ? null : tellStoringProblem(problem);
      if (problem !== null && isDamage(problem)) care.damaged('record');
      if (problem === null) log.info('webhooks are stored again');
      else log.error('webhooks cannot be stored', problem);
      events.emit('state');
    },
  });
  opened.add({ close: () => captureLog.flush() });
  const storedEarlier = captureLog.lastId;
  opened.add(every(PROBE_MS, () => captureLog.probe()));

  const simulatorKey = makeSimulatorKey();
  const desk = new ProbeDesk();
  let online: Online | null = null;
  const usualAnswer = (question: Question): Answer => defaultAnswer(question, settings.current.answerStatus);
  const rules = opened.add(openRules({ folder, appDb, log, events, checks: () => verification.checks }));
  const wantedPort = options.port ?? settings.current.port;
  const receiver = opened.add(
    await startReceiver(wantedPort, {
      clock,
      limits: { ...defaultLimits, ...options.limits },
      bodyLimit: () => settings.current.bodyLimit,
      answerTo: (question, receivedAt, via) =>
        rules.answer(question, receivedAt, via) ??
        answerToSignature(question, verification.checks, settings.current, receivedAt) ??
        deliveries?.answer(question, receivedAt, () => usualAnswer(question)) ??
        usualAnswer(question),
      answerProbe: (question) => desk.answer(question),
      isPublic: (rawHeaders) => online?.isPublic(rawHeaders) ?? false,
      append: (arrival, settled) =>
        captureLog.append(arrival, (error, id) => {
          settled(error, id);
          if (error === null) deliveries?.stored(arrival.answer, id);
          else rules.notStored(arrival.answer);
        }),
      simulatorKey,
      onBroken() {
        brokenRequests += 1;
        events.emit('state');
      },
    }),
  );
  opened.add(announce(folder.receiver, { port: receiver.port, key: simulatorKey }));
  if (options.port === undefined && receiver.port !== wantedPort) settings.change({ port: receiver.port });
  const receiverState: ReceiverState = {
    state: 'listening',
    port: receiver.port,
    wantedPort: wantedPort === 0 || wantedPort === receiver.port ? null : wantedPort,
    baseUrl: `http://127.0.0.1:${receiver.port}`,
  };

  deliveries = opened.add(
    new Deliveries({
      folder,
      appDb,
      clock,
      log,
      events,
      keyRing: () => verification.checks.keyRing,
      lastId: storedEarlier,
      receiverPort: receiver.port,
      forwardTo: options.forwardTo,
    }),
  );
  deliveries.wake(captureLog.lastId);

  const accounts = await accountsOpened;
  verification.begin(accounts);
  const index = opened.add(
    await startProjector(
      workers.projector,
      { captureFile: folder.capture, indexFile: folder.index, checks: verification.checks },
      {
        progressed: (progress) => events.emit('progress', progress),
        problem: (message) => message !== null && log.error(`the index cannot follow: ${message}`),
        damaged: (what) => care.damaged(what),
        compacted: (progress) => upkeep?.compaction.indexCompacted(progress),
      },
    ),
  );
  projector = index;
  const reading = opened.add(startReopeningReader(workers.reader, folder, () => index.examine()));
  reader = reading;
  const keeping = opened.add(
    new Upkeep({
      folder,
      record: captureDb,
      removals,
      stars,
      projector: index,
      care,
      settings: () => settings.current,
      keeper: workers.keeper,
      clock,
      log,
      changed,
    }),
  );
  upkeep = keeping;
  const { online: tunnel, authtoken } = await openOnline(options, {
    version,
    log,
    appDb,
    accounts,
    clock,
    receiver,
    desk,
    agentScript: workers.ngrok,
    remember: (changes) => events.emit('settings', settings.change(changes)),
    changed: () => events.emit('state'),
  });
  online = opened.add(tunnel);
  const addressSwitch = opened.add(openSwitch(options, { appDb, accounts, clock, log, events }));
  switches = addressSwitch;

  const simulator = new Simulator(receiver, () => verification.checks.keyRing);
  return {
    events,
    reader: reading,
    receiver,
    samples: new SampleSender(simulator),
    simulator,
    simulations: opened.add(new Simulations(simulator, log, () => events.emit('simulation'))),
    accounts: verification,
    deliveries,
    rules,
    online: tunnel,
    switches: addressSwitch,
    async goOffline() {
      await within(GO_OFFLINE_MS, addressSwitch.restoreAll());
      return tunnel.goOffline();
    },
    upkeep: keeping,
    savedFilters: new SavedFilterStore(appDb),
    signatures: createSignatureDoctor(reading, verification, clock),
    state() {
      const kept = keeping.state();
      return {
        version,
        dataFolder: folder.path,
        receiver: receiverState,
        storingProblem,
        brokenRequests,
        stored: index.progress.stored,
        behind: Math.max(0, captureLog.lastId - index.progress.upTo),
        diskBytes: kept.files.capture + kept.files.index + kept.files.app,
        recheck: index.progress.recheck ?? null,
        tunnel: tunnel.state,
        authtoken: tunnel.authtoken,
        switches: toOpenSwitches(addressSwitch.open()),
        ...kept,
      };
    },
    progress: () => index.progress,
    settings: () => settings.current,
    changeSettings(changes) {
      const changed = settings.change(changes);
      if ('signatureAgeLimit' in changes || 'rejectOldSignatures' in changes) verification.refresh();
      if ('keepDays' in changes || 'keepWebhooks' in changes || 'keepBytes' in changes) keeping.look();
      events.emit('settings', changed);
      return changed;
    },
    async chooseVault(kind) {
      const state = await verification.moveTo(kind);
      await authtoken.reseal();
      events.emit('settings', settings.change({ vault: kind }));
      return state;
    },
    star(ids, starred) {
      stars.set(ids, starred);
      events.emit('progress', { ...index.progress, reread: true });
    },
    remove(ids) {
      const removal = removals.remove(ids);
      index.wake();
      return removal;
    },
    restore(removal) {
      const restored = removals.restore(removal);
      index.wake();
      return restored;
    },
    beginNewRecord() {
      keeping.setRecordAsideAtEnd();
      events.emit('restart');
    },
    close: () => opened.close(),
  };
}

function every(ms: number, work: () => void): { close(): void } {
  const timer = setInterval(work, ms);
  return { close: () => clearInterval(timer) };
}
