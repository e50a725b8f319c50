import { EventEmitter } from 'node:events';

import type { Session, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';

import { guardContents, guardSession, isOwnOrigin } from '../../../main/app/security.ts';

const ORIGIN = 'app://inspector';
const OWN_PAGE = `${ORIGIN}/index.html`;

describe('our own origin', () => {
  test.each([
    [OWN_PAGE, true],
    [`${ORIGIN}/`, true],
    [ORIGIN, true],
    ['app://inspector.evil.example/', false],
    ['app://evil.example/inspector', false],
    ['app://inspector@evil.example/', false],
    ['app://inspector:8080/', false],
    ['app://inspectors/', false],
    ['app:inspector/', false],
    ['app:///inspector', false],
    ['apps://inspector/', false],
    ['https://inspector/', false],
    ['file:///app://inspector/', false],
    [`blob:${OWN_PAGE}`, false],
    [`view-source:${OWN_PAGE}`, false],
    ['data:text/html,app://inspector/', false],
    ['javascript:location="app://inspector/"', false],
    ['about:blank', false],
    ['', false],
    ['//inspector/', false],
  ])('%s: %s', (url, expected) => expect(isOwnOrigin(url, ORIGIN)).toBe(expected));

  test.each([
    ['http://localhost:5173/x', true],
    ['http://localhost:51730/', false],
    ['http://localhost/', false],
    ['https://localhost:5173/', false],
    ['http://localhost:5173@evil.example/', false],
    ['http://127.0.0.1:5173/', false],
  ])('with the dev server, %s: %s', (url, expected) => {
    expect(isOwnOrigin(url, 'http://localhost:5173')).toBe(expected);
  });
});

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type DeviceHandler = NonNullable<Parameters<Session['setDevicePermissionHandler']>[0]>;
type Permission = Parameters<CheckHandler>[1];

/** Every permission that Electron knows: one that is missing here does not compile. */
const PERMISSIONS = {
  ar: false,
  'automatic-fullscreen': false,
  'background-fetch': false,
  'background-sync': false,
  'captured-surface-control': false,
  'clipboard-read': false,
  'clipboard-sanitized-write': true,
  'deprecated-sync-clipboard-read': false,
  'display-capture': false,
  fileSystem: false,
  fullscreen: false,
  geolocation: false,
  'geolocation-approximate': false,
  'hand-tracking': false,
  hid: false,
  'idle-detection': false,
  keyboardLock: false,
  'local-fonts': false,
  'local-network': false,
  'local-network-access': false,
  'loopback-network': false,
  media: false,
  mediaKeySystem: false,
  midi: false,
  midiSysex: false,
  nfc: false,
  notifications: false,
  openExternal: false,
  'payment-handler': false,
  'periodic-background-sync': false,
  'persistent-storage': false,
  pointerLock: false,
  'screen-wake-lock': false,
  sensors: false,
  serial: false,
  'smart-card': false,
  'speaker-selection': false,
  'storage-access': false,
  'system-wake-lock': false,
  'top-level-storage-access': false,
  unknown: false,
  usb: false,
  vr: false,
  'web-app-installation': false,
  'web-printing': false,
  'window-management': false,
} satisfies Record<Permission, boolean>;
const permissions = Object.entries(PERMISSIONS) as [Permission, boolean][];

function guardedSession() {
  const handlers: { request?: RequestHandler; check?: CheckHandler; device?: DeviceHandler } = {};
  const session = {
    setPermissionRequestHandler: (handler: RequestHandler) => (handlers.request = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => (handlers.check = handler),
    setDevicePermissionHandler: (handler: DeviceHandler) => (handlers.device = handler),
  };
  guardSession(session as unknown as Session, ORIGIN);
  return {
    requests(permission: Permission, requestingUrl: string): boolean | undefined {
      let decision: boolean | undefined;
      const details = { requestingUrl, isMainFrame: true };
      handlers.request?.(null as never, permission, (granted) => (decision = granted), details);
      return decision;
    },
    checks: (permission: Permission, requestingOrigin: string) =>
      handlers.check?.(null, permission, requestingOrigin, {} as never),
    device: () => handlers.device?.({} as never),
  };
}

describe('permissions', () => {
  test.each(permissions)('our page gets %s: %s', (permission, allowed) => {
    const session = guardedSession();
    expect(session.requests(permission, OWN_PAGE)).toBe(allowed);
    expect(session.checks(permission, `${ORIGIN}/`)).toBe(allowed);
  });

  test.each(permissions)('another page never gets %s', (permission) => {
    const session = guardedSession();
    for (const stranger of ['https://evil.example/', 'app://inspector.evil.example/', '']) {
      expect(session.requests(permission, stranger)).toBe(false);
      expect(session.checks(permission, stranger)).toBe(false);
    }
  });

  test('no device is ever handed out', () => expect(guardedSession().device()).toBe(false));
});

function guarded() {
  let open: ((details: { url: string }) => { action: string }) | undefined;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: typeof open) => (open = handler),
  });
  guardContents(contents as unknown as WebContents, ORIGIN);
  return {
    isPrevented(event: string, url: string): boolean {
      let prevented = false;
      contents.emit(event, { url, preventDefault: () => (prevented = true) });
      return prevented;
    },
    open: (url: string) => open?.({ url }),
  };
}

describe('the page', () => {
  test.each(['will-frame-navigate', 'will-redirect'])('goes nowhere by %s but to itself', (event) => {
    const page = guarded();
    expect(page.isPrevented(event, 'https://example.com/')).toBe(true);
    expect(page.isPrevented(event, 'file:///etc/passwd')).toBe(true);
    expect(page.isPrevented(event, 'javascript:alert(1)')).toBe(true);
    expect(page.isPrevented(event, OWN_PAGE)).toBe(false);
  });

  test('holds no other page', () => {
    expect(guarded().isPrevented('will-attach-webview', OWN_PAGE)).toBe(true);
  });

  test.each(['https://example.com/', OWN_PAGE, 'about:blank'])('opens no window for %s', (url) => {
    expect(guarded().open(url)).toEqual({ action: 'deny' });
  });
});
