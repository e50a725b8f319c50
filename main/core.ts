import { EventEmitter } from 'node:events';

import type { AppState, ReceiverState, Settings, SettingsChanges } from '../shared/contract.ts';
import { openCaptureDatabase } from './capture/capture-database.ts';
import { CaptureLog } from './capture/capture-log.ts';
import { startPurging } from './capture/purge.ts';
import { Removals } from './capture/removals.ts';
import type { CoreEvents } from './core/core-state.ts';
import { diskBytes, Opened, tellStoringProblem } from './core/core-state.ts';
import type { AccountSources } from './core/open-accounts.ts';
import type { SwitchOptions } from './core/open-switch.ts';
import { openSwitch, toOpenSwitches } from './core/open-switch.ts';
import { openAccounts } from './core/open-accounts.ts';
import type { SignatureDoctor } from './core/verification.ts';
import { createSignatureDoctor, Verification } from './core/verification.ts';
import type { DataFolder } from './data-folder.ts';
import { makeDataFolder } from './data-folder.ts';
import { createClock } from './domain/clock.ts';
import type { Log } from './domain/log.ts';
import type { VaultKind } from './domain/ports.ts';
import type { ProjectorProcess } from './projection/projector-process.ts';
import { startProjector } from './projection/projector-process.ts';
import type { Progress } from './projection/projector.ts';
import type { ReaderProcess } from './projection/reader-process.ts';
import { startReader } from './projection/reader-process.ts';
import { defaultAnswer } from './receiver/default-answer.ts';
import type { Receiver, ReceiverLimits } from './receiver/receiver.ts';
import { defaultLimits, startReceiver } from './receiver/receiver.ts';
import { answerToSignature } from './receiver/verified-answer.ts';
import { findSigner } from './signature/key-ring.ts';
import { SampleSender } from './simulate/sample.ts';
import type { VaultState } from './store/accounts.ts';
import { openAppDatabase } from './store/app-database.ts';
import { lockFolder } from './store/folder-lock.ts';
import { SettingsStore } from './store/settings-store.ts';
import { StarStore } from './store/star-store.ts';
import type { AddressSwitch } from './vonage/address-switch.ts';
import type { WorkerScripts } from './worker-scripts.ts';

export interface CoreOptions extends AccountSources, SwitchOptions {
  readonly folder: DataFolder;
  readonly version: string;
  readonly log: Log;
  readonly workers: Pick<WorkerScripts, 'projector' | 'reader'>;
  /** For this run only; without it the remembered one. */
  readonly port?: number | undefined;
  readonly limits?: Partial<ReceiverLimits>;
}

export interface Core {
  readonly events: CoreEvents;
  readonly reader: ReaderProcess;
  readonly receiver: Receiver;
  readonly samples: SampleSender;
  readonly accounts: Pick<Verification, 'list' | 'vaultState' | 'change'>;
  readonly signatures: SignatureDoctor;
  /** Puts back what it has changed at Vonage when it is closed, and what a run before has left. */
  readonly switches: Omit<AddressSwitch, 'close'>;
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
  close(): Promise<void>;
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
  opened.add(lockFolder(folder.path));
  const appDb = opened.add(openAppDatabase(folder.app));
  const settings = new SettingsStore(appDb);
  const captureDb = opened.add(openCaptureDatabase(folder.capture));
  const removals = new Removals(captureDb, clock);
  const stars = new StarStore(appDb, clock);

  let projector: ProjectorProcess | null = null;
  let switches: AddressSwitch | null = null;
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
    committed: () => projector?.wake(),
    storing(problem) {
      storingProblem = problem === null ? null : tellStoringProblem(problem);
      if (problem === null) log.info('webhooks are stored again');
      else log.error('webhooks cannot be stored', problem);
      events.emit('state');
    },
  });
  opened.add({ close: () => captureLog.flush() });

  const wantedPort = options.port ?? settings.current.port;
  const receiver = opened.add(
    await startReceiver(wantedPort, {
      clock,
      limits: { ...defaultLimits, ...options.limits },
      bodyLimit: () => settings.current.bodyLimit,
      answerTo: (question) =>
        answerToSignature(question, verification.checks, settings.current, clock()) ??
        defaultAnswer(question, settings.current.answerStatus),
      append: (arrival, settled) => captureLog.append(arrival, settled),
      onBroken() {
        brokenRequests += 1;
        events.emit('state');
      },
    }),
  );
  if (options.port === undefined && receiver.port !== wantedPort) settings.change({ port: receiver.port });
  const receiverState: ReceiverState = {
    state: 'listening',
    port: receiver.port,
    wantedPort: wantedPort === 0 || wantedPort === receiver.port ? null : wantedPort,
    baseUrl: `http://127.0.0.1:${receiver.port}`,
  };

  const accounts = await accountsOpened;
  verification.begin(accounts);
  const index = opened.add(
    await startProjector(
      workers.projector,
      { captureFile: folder.capture, indexFile: folder.index, checks: verification.checks },
      {
        progressed: (progress) => events.emit('progress', progress),
        problem: (message) => message !== null && log.error(`the index cannot follow: ${message}`),
      },
    ),
  );
  projector = index;
  const reader = opened.add(startReader(workers.reader, folder));
  opened.add(startPurging(removals, clock, log));
  const addressSwitch = opened.add(openSwitch(options, { appDb, accounts, clock, log, events }));
  switches = addressSwitch;

  return {
    events,
    reader,
    receiver,
    samples: new SampleSender(receiver, () => findSigner(verification.checks.keyRing)),
    accounts: verification,
    signatures: createSignatureDoctor(reader, verification, clock),
    switches: addressSwitch,
    state: () => ({
      version,
      dataFolder: folder.path,
      receiver: receiverState,
      storingProblem,
      brokenRequests,
      stored: index.progress.stored,
      diskBytes: diskBytes(folder),
      recheck: index.progress.recheck ?? null,
      switches: toOpenSwitches(addressSwitch.open()),
    }),
    progress: () => index.progress,
    settings: () => settings.current,
    changeSettings(changes) {
      const changed = settings.change(changes);
      if ('signatureAgeLimit' in changes || 'rejectOldSignatures' in changes) verification.refresh();
      events.emit('settings', changed);
      return changed;
    },
    async chooseVault(kind) {
      const state = await verification.moveTo(kind);
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
    close: () => opened.close(),
  };
}
