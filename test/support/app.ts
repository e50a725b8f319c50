import { onTestFinished } from 'vitest';

import type { RunningApp, StartOptions } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The app in a real window, on a folder of its own, closed after the test. */
export async function startApp(options: Partial<StartOptions> = {}): Promise<RunningApp> {
  const app = await launchApp({ data: temporaryFolder(), ...options });
  onTestFinished(() => app.close());
  return app;
}
