/** What the decision depends on, gathered by the caller. */
export interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  isRoot: boolean;
  hasSessionBus: boolean;
}

export interface LaunchPlan {
  kind: 'window' | 'headless';
  /** For the app. `--headless` is ours, and Chromium would take it for its own. */
  flags: string[];
  env: NodeJS.ProcessEnv;
  /** Lines to print before the start, for what the reader may not expect. */
  notes: string[];
}

/** Decides how `npm start` runs the app on this machine. */
export function planLaunch(args: readonly string[], machine: Machine): LaunchPlan {
  const flags = args.filter((arg) => arg !== '--headless');
  if (flags.length < args.length) return { kind: 'headless', flags, env: {}, notes: [] };
  if (!hasDisplay(machine.platform, machine.env)) {
    const notes = ['There is no display: the inspector runs headless, without a window.'];
    return { kind: 'headless', flags, env: {}, notes };
  }
  if (!needsNoSandbox(machine)) return { kind: 'window', flags, env: quietBus(machine), notes: [] };
  const notes = ["Running as root, which Chromium's sandbox refuses: starting with --no-sandbox."];
  return { kind: 'window', flags: [...flags, '--no-sandbox'], env: quietBus(machine), notes };
}

export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return isSet(env['DISPLAY']) || isSet(env['WAYLAND_DISPLAY']);
}

/** Without a session bus Chromium logs each of its tries to reach one. */
export function quietBus(machine: Pick<Machine, 'platform' | 'hasSessionBus'>): NodeJS.ProcessEnv {
  return machine.platform === 'linux' && !machine.hasSessionBus ? { DBUS_SESSION_BUS_ADDRESS: '/dev/null' } : {};
}

function needsNoSandbox(machine: Machine): boolean {
  return machine.platform === 'linux' && machine.isRoot;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
