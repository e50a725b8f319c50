import { expect, test } from 'vitest';

import { downloadOrigin } from '../../../scripts/electron/own-download.ts';
import { canStandIn, packedFileName, toRuntimePath } from '../../../scripts/electron/stand-in.ts';

test('the stand-in is only for the machines it was made for', () => {
  expect(canStandIn('linux', 'x64')).toBe(true);
  expect(canStandIn('linux', 'arm64')).toBe(false);
  expect(canStandIn('darwin', 'x64')).toBe(false);
});

test.each([
  ['Cypress/Cypress', 'Cypress'],
  ['Cypress/locales/de.pak', 'locales/de.pak'],
  ['Cypress/resources/app/index.js', undefined],
  ['Cypress/browser_v8_context_snapshot.bin', undefined],
  ['elsewhere/file', undefined],
])('unpacking the stand-in places %s at %s', (entry, expected) => {
  expect(toRuntimePath(entry)).toBe(expected);
});

test.each([
  ['a list', '[{"filename":"scope-name-1.0.0.tgz"}]'],
  ['an object by package', '{"@scope/name":{"filename":"scope-name-1.0.0.tgz"}}'],
  ['a name with its scope', '[{"filename":"@scope/name-1.0.0.tgz"}]'],
])('the packed file is found in %s', (_name, printed) => {
  expect(packedFileName(printed)).toBe('scope-name-1.0.0.tgz');
});

test.each(['[]', '{}', '[{"name":"x"}]'])('an answer that names no file is refused: %s', (printed) => {
  expect(() => packedFileName(printed)).toThrow();
});

test('a mirror is asked in place of GitHub', () => {
  expect(downloadOrigin({})).toBe('https://github.com');
  expect(downloadOrigin({ ELECTRON_MIRROR: 'https://mirror.example/electron/' })).toBe('https://mirror.example');
  expect(downloadOrigin({ ELECTRON_MIRROR: 'not an address' })).toBe('https://github.com');
});
