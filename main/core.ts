import { EventEmitter } from 'node:events';
import { statSync } from 'node:fs';

import type { AppState, ReceiverState, Settings, SettingsChanges } from '../shared/contract.ts';
import { openCaptureDatabase } from './capture/capture-database.ts';
import { CaptureLog } from './capture/capture-log.ts';
import { startPurging } from './capture/purge.ts';
import { Removals } from './capture/removals.ts';
import type { DataFolder } from './data-folder.ts';
import { makeDataFolder } from './data-folder.ts';
import { createClock } from './domain/clock.ts';
import type { Log } from './domain/log.ts';
import type { ProjectorProcess } from './projection/projector-process.ts';
import { startProjector } from './projection/projector-process.ts';
import type { Progress } from './projection/projector.ts';
import type { ReaderProcess } from './projection/reader-process.ts';
import { startReader } from './projection/reader-process.ts';
import { defaultAnswer } from './receiver/default-answer.ts';
import type { Receiver, ReceiverLimits } from './receiver/receiver.ts';
import { defaultLimits, startReceiver } from './receiver/receiver.ts';
import { SampleSender } from './simulate/sample.ts';
import { openAppDatabase } from './store/app-database.ts';
import { lockFolder } from './store/folder-lock.ts';
import { SavedFilterStore } from './store/saved-filter-store.ts';
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
}

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
  readonly savedFilters: SavedFilterStore;
  state(): AppState;
  progress(): Progress;
  settings(): Settings;
  changeSettings(changes: SettingsChanges): Settings;
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
        answerTo: (question) => defaultAnswer(question, settings.current.answerStatus),
        append: (arrival, settled) => captureLog.append(arrival, settled),
        onBroken() {
          brokenRequests += 1;
          events.emit('state');
        },
      }),
    );
    if (options.port === undefined && receiver.port !== wantedPort) settings.change({ port: receiver.port });

    projector = keep(
      await startProjector(
        workers.projector,
        { captureFile: folder.capture, indexFile: folder.index },
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

    return {
      events,
      reader,
      receiver,
      samples: new SampleSender(receiver),
      savedFilters: new SavedFilterStore(appDb),
      state: () => ({
        version,
        dataFolder: folder.path,
        receiver: receiverState,
        storingProblem,
        brokenRequests,
        stored: index.progress.stored,
        diskBytes: diskBytes(folder),
      }),
      progress: () => index.progress,
      settings: () => settings.current,
      changeSettings(changes) {
        const changed = settings.change(changes);
        events.emit('settings', changed);
        return changed;
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

function tellStoringProblem(problem: Error): string {
  const full = (problem as { code?: string }).code === 'SQLITE_FULL';
  const what = full ? 'The disk is full' : `The data folder can't be written (${problem.message})`;
  return `${what}, so new webhooks can't be stored. Vonage is told to send them again; what is stored is safe.`;
}

function diskBytes(folder: DataFolder): number {
  const files = [folder.capture, folder.index, folder.app].flatMap((file) => [file, `${file}-wal`]);
  return files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}
