import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';

import { menuTemplate } from '../../../main/app/menu.ts';

const rolesOf = (items: readonly MenuItemConstructorOptions[]): string[] =>
  items.flatMap(({ role, submenu }) => [
    ...((role ?? '') ? [role ?? ''] : []),
    ...(Array.isArray(submenu) ? rolesOf(submenu) : []),
  ]);

const DEVELOPERS = new Set(['reload', 'forceReload', 'toggleDevTools', 'viewMenu']);

describe.each(['linux', 'darwin', 'win32'] as const)('on %s', (platform) => {
  test('a packaged app offers no tools of developers', () => {
    expect(rolesOf(menuTemplate(platform, true)).filter((role) => DEVELOPERS.has(role))).toEqual([]);
  });

  test('an app that is developed offers them', () => {
    expect(rolesOf(menuTemplate(platform, false))).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
  });

  test('text can be edited, the page zoomed and the app quit', () => {
    const roles = rolesOf(menuTemplate(platform, true));
    expect(roles).toEqual(expect.arrayContaining(['editMenu', 'zoomIn', 'zoomOut', 'resetZoom', 'togglefullscreen']));
    expect(roles).toContain(platform === 'darwin' ? 'appMenu' : 'quit');
  });
});
