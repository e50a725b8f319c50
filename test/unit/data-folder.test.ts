import { statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { describe, expect, test } from 'vitest';

import { chooseDataFolder, makeDataFolder } from '../../main/data-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NAME = 'webhook-inspector-for-vonage';
const ASKED = { WEBHOOK_INSPECTOR_DATA: '/from/environment' };

describe('the folder', () => {
  test.each([
    ['of the flag goes first', '/from/flag', ASKED, 'linux', '/from/flag'],
    ['of the environment goes second', undefined, ASKED, 'linux', '/from/environment'],
    ['that is empty is none', '', { WEBHOOK_INSPECTOR_DATA: '', XDG_CONFIG_HOME: '/c' }, 'linux', `/c/${NAME}`],
    ['on Linux', undefined, {}, 'linux', join(homedir(), '.config', NAME)],
    ['on Linux with XDG', undefined, { XDG_CONFIG_HOME: '/c' }, 'linux', `/c/${NAME}`],
    ['on macOS', undefined, {}, 'darwin', join(homedir(), 'Library', 'Application Support', NAME)],
    ['on Windows', undefined, { APPDATA: '/roaming' }, 'win32', `/roaming/${NAME}`],
    ['on Windows without APPDATA', undefined, {}, 'win32', join(homedir(), 'AppData', 'Roaming', NAME)],
  ] as const)('%s', (_name, flag, env, platform, path) => {
    expect(chooseDataFolder(flag, env, platform).path).toBe(resolve(path));
  });

  test('of a relative flag is below the working folder', () => {
    expect(chooseDataFolder('data', {}, 'linux').path).toBe(join(process.cwd(), 'data'));
  });

  test('holds every file of the app', () => {
    const { path, ...files } = chooseDataFolder('/d', {}, 'linux');
    for (const file of Object.values(files)) expect(file.startsWith(`${path}/`)).toBe(true);
    expect(new Set(Object.values(files)).size).toBe(6);
  });
});

describe('making it', () => {
  test('makes it with its parents, for its owner only, and again does nothing', () => {
    const folder = chooseDataFolder(join(temporaryFolder(), 'a', 'b'), {}, process.platform);
    makeDataFolder(folder);
    makeDataFolder(folder);
    expect(statSync(folder.path).mode & 0o077).toBe(0);
  });

  test('where a file is in the way says so and what to do', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'below')]) {
      expect(() => makeDataFolder(chooseDataFolder(path, {}, process.platform))).toThrow(
        expect.objectContaining({
          code: 'data-folder-unusable',
          message: expect.stringContaining(`The data folder ${path} can't be made. Choose another one with --data. (`),
        }),
      );
    }
  });
});
