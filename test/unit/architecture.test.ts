import { builtinModules } from 'node:module';

import { describe, expect, test } from 'vitest';

import type { Import, ImportGraph } from '../support/import-graph.ts';
import { importsOf, readImportGraph } from '../support/import-graph.ts';

const graph = readImportGraph(['main', 'shared', 'renderer']);
const files = [...graph.keys()];
const below = (folder: string): string[] => files.filter((file) => file.startsWith(`${folder}/`));

/** From the inside out; a file imports from its own layer and from those before it. */
const LAYERS: readonly (readonly string[])[] = [
  ['main/domain', 'main/data-folder.ts', 'main/worker-scripts.ts'],
  ['main/signature', 'main/capture', 'main/projection', 'main/store'],
  [
    'main/receiver',
    'main/rules',
    'main/deliveries',
    'main/tunnel',
    'main/vonage',
    'main/simulate',
    'main/transfer',
    'main/keep',
  ],
  ['main/core.ts', 'main/core'],
  ['main/ipc', 'main/cli', 'main/headless.ts'],
  ['main/app', 'main/preload'],
  ['main/index.ts'],
];
const SHELL = ['main/index.ts', 'main/app', 'main/preload'];

const isIn = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`);
const layerOf = (file: string): number => LAYERS.findIndex((places) => places.some((place) => isIn(file, place)));
const isOfNode = ({ to, isOurs }: Import): boolean =>
  !isOurs && (to.startsWith('node:') || builtinModules.includes(to.split('/')[0] ?? ''));

/** `file -> what it imports`, for every import that breaks a rule. */
function breaking(from: readonly string[], breaks: (imported: Import, file: string) => boolean): string[] {
  return from.flatMap((file) =>
    (graph.get(file) ?? []).filter((imported) => breaks(imported, file)).map(({ to }) => `${file} -> ${to}`),
  );
}

/** All that is loaded at run time when this file is. */
function reachable(start: string, within: ImportGraph = graph): Set<string> {
  const seen = new Set([start]);
  for (const file of seen) {
    for (const { to, isType } of within.get(file) ?? []) if (!isType) seen.add(to);
  }
  return seen;
}

describe('the graph', () => {
  test('is read from real imports', () => {
    const source = `
      import a, { b, type c } from './a.ts';
      import type { D } from '../d.ts';
      import { type E } from 'e';
      import './styles.css';
      export { f } from './f.ts';
      export * from './g.ts';
      export type { H } from './h.ts';
      const text = "import x from './not-an-import.ts'"; // import y from './nor-this.ts'
      type I = import('./i.ts').I;
      const later = await import('node:fs');`;
    expect(importsOf('main/x/file.ts', source)).toEqual([
      { to: 'main/x/a.ts', isOurs: true, isType: false, names: ['a', 'b', 'c'] },
      { to: 'main/d.ts', isOurs: true, isType: true, names: ['D'] },
      { to: 'e', isOurs: false, isType: true, names: ['E'] },
      { to: 'main/x/styles.css', isOurs: true, isType: false, names: [] },
      { to: 'main/x/f.ts', isOurs: true, isType: false, names: ['f'] },
      { to: 'main/x/g.ts', isOurs: true, isType: false, names: [] },
      { to: 'main/x/h.ts', isOurs: true, isType: true, names: ['H'] },
      { to: 'main/x/i.ts', isOurs: true, isType: true, names: [] },
      { to: 'node:fs', isOurs: false, isType: false, names: [] },
    ]);
  });

  test('has all three parts', () => {
    for (const folder of ['main', 'shared', 'renderer']) expect(below(folder).length).toBeGreaterThan(5);
    expect(reachable('main/index.ts')).toContain('main/capture/capture-log.ts');
  });

  test('has no cycle of what is loaded at run time', () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const follow = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (done.has(file) || path.includes(file)) return;
      for (const { to, isType } of graph.get(file) ?? []) if (!isType) follow(to, [...path, file]);
      done.add(file);
    };
    for (const file of files) follow(file, []);
    expect(cycles).toEqual([]);
  });
});

describe('shared', () => {
  test('imports nothing of ours', () => {
    expect(breaking(below('shared'), ({ to, isOurs }) => isOurs && !to.startsWith('shared/'))).toEqual([]);
  });

  test('runs anywhere: nothing of Node, of Electron or of React', () => {
    expect(
      breaking(below('shared'), (imported) => isOfNode(imported) || /^(electron|react)/.test(imported.to)),
    ).toEqual([]);
  });

  test('needs zod for the contract and for the schemas of kinds alone', () => {
    const knowing = new Set(['shared/contract.ts', 'shared/vonage/vocabulary.ts', 'shared/vonage/check-payload.ts']);
    expect(
      breaking(
        below('shared'),
        ({ to }, file) => to === 'zod' && !knowing.has(file) && !file.startsWith('shared/contract/'),
      ),
    ).toEqual([]);
  });

  test('has kinds that the page can show without zod', () => {
    expect(reachable('shared/vonage/kinds.ts')).not.toContain('zod');
    expect(reachable('shared/vonage/check-payload.ts')).toContain('zod');
  });
});

describe('main', () => {
  test('has a layer for every file', () => {
    expect(below('main').filter((file) => layerOf(file) === -1)).toEqual([]);
  });

  test('imports from the outside in', () => {
    const outward = breaking(below('main'), ({ to }, file) => to.startsWith('main/') && layerOf(to) > layerOf(file));
    expect(outward).toEqual([]);
  });

  test('knows nothing of the page', () => {
    expect(breaking(below('main'), ({ to }) => to.startsWith('renderer/'))).toEqual([]);
  });

  test('has Electron as a value in the shell alone', () => {
    const core = below('main').filter((file) => !SHELL.some((place) => isIn(file, place)));
    expect(breaking(core, ({ to, isType }) => to === 'electron' && !isType)).toEqual([]);
  });

  test.each([
    'main/headless.ts',
    'main/core.ts',
    'main/projection/projector-worker.ts',
    'main/projection/reader-worker.ts',
    'main/keep/keeper-worker.ts',
  ])('%s runs without Electron', (entry) => expect(reachable(entry)).not.toContain('electron'));

  test('hands ipcMain over in one place', () => {
    const takers = files.filter((file) =>
      (graph.get(file) ?? []).some(
        ({ to, isType, names }) => to === 'electron' && !isType && names.includes('ipcMain'),
      ),
    );
    expect(takers).toEqual(['main/index.ts']);
  });

  test('has a preload of two files that need no zod and no Node', () => {
    expect([...reachable('main/preload/index.ts')].toSorted()).toEqual([
      'electron',
      'main/preload/index.ts',
      'shared/bridge.ts',
    ]);
  });
});

describe('the page', () => {
  const page = below('renderer');

  test('imports no Node, no Electron and no main, not even as a type', () => {
    expect(
      breaking(page, (imported) => isOfNode(imported) || /^(electron|better-sqlite3)$|^main\//.test(imported.to)),
    ).toEqual([]);
  });

  test('has the contract and zod as types alone, also by way of others', () => {
    const carrying = page.filter((file) => {
      const loaded = reachable(file);
      return loaded.has('zod') || loaded.has('shared/contract.ts');
    });
    expect(carrying).toEqual([]);
  });
});
