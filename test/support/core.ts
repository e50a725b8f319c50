import { once } from 'node:events';

import { onTestFailed, onTestFinished } from 'vitest';

import type { Core, CoreOptions } from '../../main/core.ts';
import { createCore } from '../../main/core.ts';
import { chooseDataFolder } from '../../main/data-folder.ts';
import { createLog } from '../../main/domain/log.ts';
import { workerScripts } from '../../main/worker-scripts.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface TestCore {
  readonly core: Core;
  readonly url: string;
  readonly folder: string;
  readonly logged: string[];
  /** Resolves once the index has dealt with this many requests of the record. */
  readonly indexed: (upTo: number) => Promise<void>;
}

/** The real core on a free port: real receiver, real files, real threads. Closed after the test. */
export async function startCore(options: Partial<CoreOptions> & { data?: string } = {}): Promise<TestCore> {
  const folder = options.data ?? temporaryFolder();
  const logged: string[] = [];
  const core = await createCore({
    folder: chooseDataFolder(folder, {}, process.platform),
    version: '0.0.0-test',
    log: createLog((line) => logged.push(line)),
    workers: workerScripts(new URL('../../main/core.ts', import.meta.url).href),
    port: 0,
    ...options,
  });
  onTestFailed(() => console.error('what the core logged:', logged, 'and where its index is:', core.progress()));
  onTestFinished(() => core.close());
  return {
    core,
    folder,
    logged,
    url: `http://127.0.0.1:${core.receiver.port}`,
    indexed: async (upTo) => {
      while (core.progress().upTo < upTo) await once(core.events, 'progress');
    },
  };
}
