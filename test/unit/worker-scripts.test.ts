import { existsSync } from 'node:fs';

import { expect, test } from 'vitest';

import { workerScripts } from '../../main/worker-scripts.ts';

test('the scripts of the threads are in the sources where the app runs from them', () => {
  const scripts = workerScripts(new URL('../../main/headless.ts', import.meta.url).href);
  for (const script of Object.values(scripts) as URL[]) expect(existsSync(script), script.href).toBe(true);
});

test('and beside the bundle where it is built', () => {
  const scripts = workerScripts('file:///app/dist/main/index.js');
  expect(Object.values(scripts).map(String)).toEqual([
    'file:///app/dist/main/projection-projector-worker.js',
    'file:///app/dist/main/projection-reader-worker.js',
    'file:///app/dist/main/cli-printer-worker.js',
    'file:///app/dist/main/tunnel-ngrok-worker.js',
    'file:///app/dist/main/keep-keeper-worker.js',
  ]);
});
