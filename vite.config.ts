import { builtinModules } from 'node:module';

import react from '@vitejs/plugin-react';
import type { EnvironmentOptions } from 'vite';
import { defineConfig } from 'vitest/config';

import manifest from './package.json' with { type: 'json' };

const root = import.meta.dirname;
const builtins = ['electron', ...builtinModules.flatMap((name) => [name, `node:${name}`])];
const atRunTime = Object.keys(manifest.dependencies);

/** A bundle for one of the two Node worlds. Targets are the oldest runtime we start on: Electron 33 with Node 20. */
function bundle(name: string, inputs: readonly string[], format: 'es' | 'cjs'): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: atRunTime, builtins },
    build: {
      ssr: true,
      target: 'node20',
      outDir: `${root}/dist/${name}`,
      emptyOutDir: true,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(inputs.map((input) => [input.replaceAll('/', '-'), `${root}/main/${input}.ts`])),
        external: [...builtins, ...atRunTime],
        output: { format, entryFileNames: format === 'es' ? '[name].js' : '[name].cjs' },
      },
    },
  };
}

export default defineConfig({
  root: `${root}/renderer`,
  cacheDir: `${root}/.cache/vite`,
  base: './',
  plugins: [react()],
  // Nothing is inlined: the CSP allows no data: fonts.
  build: {
    target: 'chrome130',
    outDir: `${root}/dist/renderer`,
    emptyOutDir: true,
    sourcemap: true,
    assetsInlineLimit: 0,
  },
  environments: {
    main: bundle(
      'main',
      [
        'index',
        'headless',
        'projection/projector-worker',
        'projection/reader-worker',
        'cli/printer-worker',
        'tunnel/ngrok-worker',
        'keep/keeper-worker',
      ],
      'es',
    ),
    preload: bundle('preload', ['preload/index'], 'cjs'),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'preload', 'main']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
  test: {
    // Threads that our code starts find their sources without types (main/headless.ts).
    env: { NODE_COMPILE_CACHE: `${root}/.cache/compiled` },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root,
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 60_000,
          globalSetup: `${root}/test/support/compile-threads.ts`,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          root,
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          globalSetup: `${root}/test/support/compile-threads.ts`,
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          root,
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          testTimeout: 60_000,
          setupFiles: [`${root}/test/support/renderer-setup.ts`],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          root,
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
