import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import {
  CONTENT_SECURITY_POLICY,
  declareScheme,
  headersOf,
  PAGE,
  serveAssets,
  toAssetPath,
} from '../../../main/app/scheme.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Serve = (request: { url: string }) => Promise<Response>;
const electron = vi.hoisted(() => ({ handle: vi.fn(), registerSchemesAsPrivileged: vi.fn() }));
vi.mock('electron', () => ({ protocol: electron }));
beforeEach(() => void vi.clearAllMocks());

const FOLDER = join('/', 'opt', 'app', 'renderer');

describe('an address of the page is a file below its folder', () => {
  test.each([
    [PAGE, 'index.html'],
    ['app://inspector/assets/index-abc.js', 'assets/index-abc.js'],
    ['app://inspector/assets/a%20b.css?v=1#top', 'assets/a b.css'],
    ['app://inspector/assets/../index.html', 'index.html'],
    ['app://inspector/%2e%2e/index.html', 'index.html'],
  ])('%s', (url, file) => expect(toAssetPath(url, FOLDER)).toBe(join(FOLDER, file)));
});

describe('and nothing else is', () => {
  test.each([
    ['an encoded way out', 'app://inspector/..%2f..%2fetc/passwd.json'],
    ['a way out to a sibling of the same beginning', 'app://inspector/..%2frenderer-evil%2fx.js'],
    ['a doubly encoded way out to no known file', 'app://inspector/..%252f..%252fetc%252fpasswd'],
    ['a backslash', 'app://inspector/..%5c..%5cx.js'],
    ['a NUL', 'app://inspector/index.html%00.js'],
    ['a bad percent sign', 'app://inspector/%'],
    ['bad UTF-8', 'app://inspector/%ff.js'],
    ['another host', 'app://elsewhere/index.html'],
    ['a look-alike host', 'app://inspector.evil.example/index.html'],
    ['a host with a port', 'app://inspector:80/index.html'],
    ['our name as a user', 'app://inspector@evil.example/index.html'],
    ['no host', 'app:///index.html'],
    ['another scheme', 'https://inspector/index.html'],
    ['a file', 'file:///etc/passwd.html'],
    ['script', 'javascript:alert(1)//index.html'],
    ['the folder itself', 'app://inspector/'],
    ['a kind of file that the page has not', 'app://inspector/.env'],
    ['a file without a kind', 'app://inspector/index'],
    ['no address', 'index.html'],
    ['nothing', ''],
  ])('%s', (_name, url) => expect(toAssetPath(url, FOLDER)).toBeNull());
});

describe('every answer has the headers that keep the page to itself', () => {
  const directives = Object.fromEntries(
    CONTENT_SECURITY_POLICY.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')];
    }),
  );

  test('the policy allows what is our own and nothing besides', () => {
    expect(directives).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'font-src': "'self'",
      'img-src': "'self' data:",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
    });
  });

  test('no inline script or style, no eval', () => expect(CONTENT_SECURITY_POLICY).not.toContain('unsafe'));

  test.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['a.js', 'text/javascript; charset=utf-8'],
    ['a.css', 'text/css; charset=utf-8'],
    ['a.woff2', 'font/woff2'],
    ['a.svg', 'image/svg+xml'],
    ['a.bin', 'application/octet-stream'],
  ])('%s', (file, type) => {
    expect(headersOf(file)).toEqual({
      'Content-Type': type,
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
    });
  });
});

function serving(): Serve {
  const folder = join(temporaryFolder(), 'renderer');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, '..', 'secret.json'), '{}');
  serveAssets(folder);
  const [scheme, serve] = electron.handle.mock.calls[0] as [string, Serve];
  expect(scheme).toBe('app');
  return serve;
}

describe('the scheme', () => {
  test('serves the page with its headers', async () => {
    const answer = await serving()({ url: PAGE });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<!doctype html>');
    expect(answer.headers.get('Content-Security-Policy')).toBe(CONTENT_SECURITY_POLICY);
  });

  test.each(['app://inspector/missing.js', 'app://inspector/..%2fsecret.json', 'app://inspector/'])(
    'answers 404 to %s',
    async (url) => {
      const answer = await serving()({ url });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe('');
    },
  );

  test('is secure and standard, and may not go round the policy', () => {
    declareScheme();
    expect(electron.registerSchemesAsPrivileged).toHaveBeenCalledExactlyOnceWith([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });
});
