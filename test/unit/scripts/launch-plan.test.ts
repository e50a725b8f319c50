import { describe, expect, test } from 'vitest';

import { hasDisplay, type Machine, planLaunch, quietBus } from '../../../scripts/support/launch-plan.ts';

const aMachine = (changes: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  env: { DISPLAY: ':0' },
  isRoot: false,
  hasSessionBus: true,
  ...changes,
});

describe('whether there is a display', () => {
  test.each([
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['linux', { DISPLAY: '' }, false],
    ['linux', {}, false],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('on %s with %j it is %s', (platform, env, expected) => {
    expect(hasDisplay(platform, env)).toBe(expected);
  });
});

describe('npm start', () => {
  test('opens a window and leaves the flags to the app', () => {
    const plan = planLaunch(['--port', '4000', '--data', 'folder'], aMachine());
    expect(plan).toEqual({ kind: 'window', flags: ['--port', '4000', '--data', 'folder'], env: {}, notes: [] });
  });

  test('runs headless without a display and says so in one line', () => {
    const plan = planLaunch(['--port', '4000'], aMachine({ env: {} }));
    expect(plan).toMatchObject({ kind: 'headless', flags: ['--port', '4000'] });
    expect(plan.notes).toHaveLength(1);
  });

  test('runs headless when asked to, and does not hand that flag to the app', () => {
    expect(planLaunch(['--headless', '--port', '1'], aMachine())).toMatchObject({
      kind: 'headless',
      flags: ['--port', '1'],
      notes: [],
    });
  });

  test('goes without the sandbox as root on Linux and says so', () => {
    const plan = planLaunch([], aMachine({ isRoot: true }));
    expect(plan.flags).toEqual(['--no-sandbox']);
    expect(plan.notes).toHaveLength(1);
  });

  test.each(['darwin', 'win32'] as const)('keeps the sandbox on %s', (platform) => {
    expect(planLaunch([], aMachine({ platform, isRoot: true })).flags).toEqual([]);
  });
});

test('the session bus is left alone where there is one', () => {
  expect(quietBus(aMachine({ hasSessionBus: true }))).toEqual({});
  expect(quietBus(aMachine({ hasSessionBus: false }))).toEqual({ DBUS_SESSION_BUS_ADDRESS: '/dev/null' });
  expect(quietBus(aMachine({ platform: 'darwin', hasSessionBus: false }))).toEqual({});
});
