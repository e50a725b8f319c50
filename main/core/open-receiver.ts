import type { ReceiverState } from '../../shared/contract.ts';
import type { DataFolder } from '../data-folder.ts';
import { announce, makeSimulatorKey } from '../receiver/announcement.ts';
import type { Receiver, ReceiverLimits, ReceiverParts } from '../receiver/receiver.ts';
import { defaultLimits, startReceiver } from '../receiver/receiver.ts';
import type { SettingsStore } from '../store/settings-store.ts';

export interface ReceiverOptions {
  /** For this run only; without it the remembered one. */
  readonly port?: number | undefined;
  readonly limits?: Partial<ReceiverLimits>;
}

interface Needs extends Omit<ReceiverParts, 'limits' | 'bodyLimit' | 'simulatorKey' | 'onBroken'> {
  readonly folder: DataFolder;
  readonly settings: SettingsStore;
  /** `brokenRequests` is higher. */
  readonly changed: () => void;
}

/** The receiver, how the window shows it, and the note by which our own command line finds it. */
export interface OpenReceiver {
  readonly receiver: Receiver;
  readonly state: ReceiverState;
  /** How often something arrived that was no HTTP. */
  brokenRequests(): number;
  close(): Promise<void>;
}

/** Starts the receiver on the wanted port, or on the next free one, which is remembered. */
export async function openReceiver(options: ReceiverOptions, needs: Needs): Promise<OpenReceiver> {
  const { folder, settings, changed, ...parts } = needs;
  const wantedPort = options.port ?? settings.current.port;
  const simulatorKey = makeSimulatorKey();
  let brokenRequests = 0;
  const receiver = await startReceiver(wantedPort, {
    ...parts,
    limits: { ...defaultLimits, ...options.limits },
    bodyLimit: () => settings.current.bodyLimit,
    simulatorKey,
    onBroken() {
      brokenRequests += 1;
      changed();
    },
  });
  const announcement = announce(folder.receiver, { port: receiver.port, key: simulatorKey });
  if (options.port === undefined && receiver.port !== wantedPort) settings.change({ port: receiver.port });
  return {
    receiver,
    state: {
      state: 'listening',
      port: receiver.port,
      wantedPort: wantedPort === 0 || wantedPort === receiver.port ? null : wantedPort,
      baseUrl: `http://127.0.0.1:${receiver.port}`,
    },
    brokenRequests: () => brokenRequests,
    async close() {
      announcement.close();
      await receiver.close();
    },
  };
}
