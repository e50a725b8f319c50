import type { Session, WebContents } from 'electron';

/** What the page may do that a browser asks for: put text on the clipboard. Nothing else, and nobody else. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

function isAllowedPermission(permission: string, requestingUrl: string, origin: string): boolean {
  return permission === ALLOWED_PERMISSION && isOwnOrigin(requestingUrl, origin);
}

export function isOwnOrigin(url: string, origin: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}` === origin;
  } catch {
    return false;
  }
}

/** Denies by default: permission requests, checks, and devices. */
export function guardSession(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(isAllowedPermission(permission, details.requestingUrl, origin)),
  );
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isAllowedPermission(permission, requestingOrigin, origin),
  );
  session.setDevicePermissionHandler(() => false);
}

/** The page stays where it is: it navigates nowhere, opens no window and holds no other page. */
export function guardContents(contents: WebContents, origin: string): void {
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (!isOwnOrigin(event.url, origin)) event.preventDefault();
  };
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
