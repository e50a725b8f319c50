import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

import { protocol } from 'electron';

const SCHEME = 'app';
export const ORIGIN = 'app://inspector';
export const PAGE = `${ORIGIN}/index.html`;

/** No inline script or style, nothing from elsewhere, and no text that turns into markup. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. A scheme of our own has an origin, which `file://` has not. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page, and nothing outside its folder. */
export function serveAssets(folder: string): void {
  protocol.handle(SCHEME, async ({ url }) => {
    const file = toAssetPath(url, folder);
    if (file === null) return new Response(null, { status: 404 });
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: headersOf(file) });
    } catch {
      // Not there: a page of ours asks for a file of another build.
      return new Response(null, { status: 404 });
    }
  });
}

/** The file of an address, or null for whatever is not a file below the folder. */
export function toAssetPath(url: string, folder: string): string | null {
  let path: string;
  try {
    const { protocol: scheme, host, pathname } = new URL(url);
    if (scheme !== `${SCHEME}:` || host !== 'inspector') return null;
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = normalize(join(folder, path));
  return file.startsWith(normalize(folder) + sep) && extname(file) in TYPES ? file : null;
}

export function headersOf(file: string): Record<string, string> {
  return {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
  };
}
