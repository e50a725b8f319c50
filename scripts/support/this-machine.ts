import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Machine } from './launch-plan.ts';

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    hasSessionBus: hasSessionBus(process.env),
  };
}

function hasSessionBus(env: NodeJS.ProcessEnv): boolean {
  const runtimeFolder = env['XDG_RUNTIME_DIR'] ?? '';
  return (
    (env['DBUS_SESSION_BUS_ADDRESS'] ?? '') !== '' || (runtimeFolder !== '' && existsSync(join(runtimeFolder, 'bus')))
  );
}
