import { EventEmitter } from 'node:events';
import { statSync } from 'node:fs';

import type { AppState, ReceiverState, Settings, SettingsChanges } from '../shared/contract.ts';
import { openCaptureDatabase } from './capture/capture-database.ts';
import { CaptureLog } from './capture/capture-log.ts';
import { startPurging } from './capture/purge.ts';
import { Removals } from './capture/removals.ts';
import type { DataFolder } from './data-folder.ts';
import { makeDataFolder } from './data-folder.ts';
import type { Clock } from './domain/clock.ts';
import { createClock } from './domain/clock.ts';
import type { VaultKind } from './domain/ports.ts';
import { AppError } from '../shared/reply.ts';
import type { Log } from './domain/log.ts';
import type { ProjectorProcess } from './projection/projector-process.ts';
import { startProjector } from './projection/projector-process.ts';
import type { Progress } from './projection/projector.ts';
import type { ReaderProcess } from './projection/reader-process.ts';
import { startReader } from './projection/reader-process.ts';
import { defaultAnswer } from './receiver/default-answer.ts';
import type { Receiver, ReceiverLimits } from './receiver/receiver.ts';
import { defaultLimits, startReceiver } from './receiver/receiver.ts';
import { answerToSignature } from './receiver/verified-answer.ts';
import type { Checks } from './signature/checks.ts';
import { NO_CHECKS } from './signature/checks.ts';
import type { Explanation } from './signature/doctor.ts';
import type { KeyRingAccount } from './signature/key-ring.ts';
import { findSigner } from './signature/key-ring.ts';
import { SampleSender } from './simulate/sample.ts';
import type { VaultState, SystemVault } from './store/accounts.ts';
import { Accounts } from './store/accounts.ts';
import { AccountStore } from './store/account-store.ts';
import type { Db } from './store/open-database.ts';
import { openAppDatabase } from './store/app-database.ts';
import { fileVault } from './store/file-vault.ts';
import { lockFolder } from './store/folder-lock.ts';
import { sessionVault } from './store/sealing-vault.ts';
import { SettingsStore } from './store/settings-store.ts';
import { StarStore } from './store/star-store.ts';
import type { WorkerScripts } from './worker-scripts.ts';

export interface CoreOptions {
  readonly folder: DataFolder;
  readonly version: string;
  readonly log: Log;
  readonly workers: Pick<WorkerScripts, 'projector' | 'reader'>;
  /** For this run only; without it the remembered one. */
  readonly port?: number | undefined;
  readonly limits?: Partial<ReceiverLimits>;
  /** The operating system's encryption; without a window there is none. */
  readonly systemVault?: Promise<SystemVault>;
  /** Accounts of this run, with their secrets; they are not stored. */
  readonly accounts?: readonly KeyRingAccount[];
}

const NO_SYSTEM_VAULT: SystemVault = {
  vault: null,
  problem: 'Without its window the app can’t use the keyring of the operating system.',
};

interface CoreEvents {
  /** The index has followed the record. */
  progress: [Progress];
  state: [];
  settings: [Settings];
}

export interface Core {
  readonly events: EventEmitter<CoreEvents>;
  readonly reader: ReaderProcess;
  readonly receiver: Receiver;
  readonly samples: SampleSender;
  /** For reading; changes go through `changeAccounts`, which has the history checked again. */
  readonly accounts: Pick<Accounts, 'list' | 'vaultState'>;
  state(): AppState;
  progress(): Progress;
  settings(): Settings;
  changeSettings(changes: SettingsChanges): Settings;
  changeAccounts<T>(change: (accounts: Accounts) => Promise<T>): Promise<T>;
  chooseVault(kind: VaultKind): Promise<VaultState>;
  /** Every step of a webhook's signature check; null where the webhook is gone. */
  explain(id: number): Promise<Explanation | null>;
  explainText(text: string): Promise<Explanation>;
  star(ids: readonly number[], starred: boolean): void;
  /** Returns the number under which the removal can be undone. */
  remove(ids: readonly number[]): number;
  /** False where the rows are gone for good. */
  restore(removal: number): boolean;
  close(): Promise<void>;
}

/** Puts the app together without a window: receiver, record, index, and what reads them. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { folder, log, version, workers } = options;
  makeDataFolder(folder);
  const opened: { close(): unknown }[] = [];
  const closeAll = async (): Promise<void> => {
    for (const part of opened.toReversed()) await part.close();
    opened.length = 0;
  };
  const keep = <T extends { close(): unknown }>(part: T): T => {
    opened.push(part);
    return part;
  };

  try {
    const clock = createClock();
    const events = new EventEmitter<CoreEvents>();
    keep(lockFolder(folder.path));
    const appDb = keep(openAppDatabase(folder.app));
    const settings = new SettingsStore(appDb);
    const captureDb = keep(openCaptureDatabase(folder.capture));
    const removals = new Removals(captureDb, clock);
    const stars = new StarStore(appDb, clock);

    const accountsOpened = openAccounts(options, appDb, settings, clock);
    // Awaited below; without this an earlier failure would end the process instead of being told.
    accountsOpened.catch(() => {});
    // Whoever is to be refused must not slip in before the secrets are there; otherwise nobody waits for a keyring.
    if (settings.current.answer401ToFailed) await accountsOpened;
    let checks = NO_CHECKS;

    let projector: ProjectorProcess | null = null;
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
    keep({ close: () => captureLog.flush() });

    const wantedPort = options.port ?? settings.current.port;
    const receiver = keep(
      await startReceiver(wantedPort, {
        clock,
        limits: () => ({ ...defaultLimits, bodyBytes: settings.current.bodyLimit, ...options.limits }),
        answerTo: (question) =>
          answerToSignature(question, checks, settings.current, clock()) ??
          defaultAnswer(question, settings.current.answerStatus),
        append: (arrival, settled) => captureLog.append(arrival, settled),
        onBroken() {
          brokenRequests += 1;
          events.emit('state');
        },
      }),
    );
    if (options.port === undefined && receiver.port !== wantedPort) settings.change({ port: receiver.port });

    const accounts = await accountsOpened;
    const makeChecks = (): Checks => ({
      keyRing: accounts.keyRing(),
      settings: {
        ageLimitS: settings.current.signatureAgeLimit,
        rejectOld: settings.current.rejectOldSignatures,
      },
      isComplete: accounts.isComplete,
    });
    checks = makeChecks();

    projector = keep(
      await startProjector(
        workers.projector,
        { captureFile: folder.capture, indexFile: folder.index, checks },
        {
          progressed: (progress) => events.emit('progress', progress),
          problem: (message) => message !== null && log.error(`the index cannot follow: ${message}`),
        },
      ),
    );
    const reader = keep(startReader(workers.reader, folder));
    keep(startPurging(removals, clock, log));

    const receiverState: ReceiverState = {
      state: 'listening',
      port: receiver.port,
      wantedPort: wantedPort === 0 || wantedPort === receiver.port ? null : wantedPort,
      baseUrl: `http://127.0.0.1:${receiver.port}`,
    };
    const index = projector;
    const checkAgain = (): void => {
      checks = makeChecks();
      index.use(checks);
      events.emit('state');
    };

    return {
      events,
      reader,
      receiver,
      samples: new SampleSender(receiver, () => findSigner(checks.keyRing)),
      accounts,
      state: () => ({
        version,
        dataFolder: folder.path,
        receiver: receiverState,
        storingProblem,
        brokenRequests,
        stored: index.progress.stored,
        diskBytes: diskBytes(folder),
        recheck: index.progress.recheck ?? null,
      }),
      progress: () => index.progress,
      settings: () => settings.current,
      changeSettings(changes) {
        const changed = settings.change(changes);
        if ('signatureAgeLimit' in changes || 'rejectOldSignatures' in changes) checkAgain();
        events.emit('settings', changed);
        return changed;
      },
      async changeAccounts(change) {
        const result = await change(accounts);
        checkAgain();
        return result;
      },
      async chooseVault(kind) {
        await accounts.chooseVault(kind);
        events.emit('settings', settings.change({ vault: kind }));
        return accounts.vaultState;
      },
      explain: (id) => reader.call('explain', { id, checks }),
      async explainText(text) {
        const explained = await reader.call('explainText', { text, now: clock(), checks });
        if (typeof explained === 'string') throw new AppError('not-understood', explained);
        return explained;
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
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function openAccounts(
  { systemVault, folder, accounts: given }: CoreOptions,
  appDb: Db,
  settings: SettingsStore,
  clock: Clock,
): Promise<Accounts> {
  const store = new AccountStore(appDb, clock);
  store.clearEarlierSessions();
  const vaults = {
    system: (await systemVault) ?? NO_SYSTEM_VAULT,
    session: sessionVault(),
    file: fileVault(folder.vaultKey),
  };
  const accounts = new Accounts(store, vaults, settings.current.vault, given);
  await accounts.load();
  return accounts;
}

function tellStoringProblem(problem: Error): string {
  const full = (problem as { code?: string }).code === 'SQLITE_FULL';
  const what = full ? 'The disk is full' : `The data folder can't be written (${problem.message})`;
  return `${what}, so new webhooks can't be stored. Vonage is told to send them again; what is stored is safe.`;
}

function diskBytes(folder: DataFolder): number {
  const files = [folder.capture, folder.index, folder.app].flatMap((file) => [file, `${file}-wal`]);
  return files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}
