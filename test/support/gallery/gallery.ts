import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

import { build } from 'vite';

/** The header that the app's own scheme sends with every answer. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

const root = join(import.meta.dirname, '../../..');
const out = join(root, '.cache/gallery');

export interface Gallery {
  readonly url: string;
  /** For Playwright's `addInitScript`: puts the fake bridge into the page, which the CSP would not let a script do. */
  readonly bridgeScript: string;
  close(): void;
}

/** The built window under its real CSP, in a browser, with a fake core. */
export async function openGallery(): Promise<Gallery> {
  const shared = { configFile: false, logLevel: 'warn' } as const;
  const { default: react } = await import('@vitejs/plugin-react');
  await build({
    ...shared,
    root: join(root, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: join(out, 'window'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
    },
  });
  await build({
    ...shared,
    root: import.meta.dirname,
    build: {
      outDir: join(out, 'bridge'),
      emptyOutDir: true,
      minify: false,
      lib: {
        entry: join(import.meta.dirname, 'install-bridge.ts'),
        formats: ['iife'],
        name: 'gallery',
        fileName: () => 'bridge.js',
      },
    },
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const file = join(out, 'window', path === '/' ? 'index.html' : path);
    readFile(file).then(
      (bytes) => {
        response.writeHead(200, {
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': CSP,
        });
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  return {
    url: await listen(server),
    bridgeScript: await readFile(join(out, 'bridge/bridge.js'), 'utf8'),
    close: () => void server.close(),
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    });
  });
}
