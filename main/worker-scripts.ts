import { fileURLToPath } from 'node:url';

/**
 * Where Node keeps our sources without their types (`NODE_COMPILE_CACHE`), so that threads find them so. Beside the
 * sources, where nobody else writes, because what lies there is run.
 */
export const COMPILED = fileURLToPath(new URL('../.cache/compiled', import.meta.url));

/** The scripts of our threads and processes. */
export interface WorkerScripts {
  readonly projector: URL;
  readonly reader: URL;
  readonly printer: URL;
  readonly ngrok: URL;
  readonly keeper: URL;
}

/**
 * Where they are, seen from the module that the process was started with: beside it in the bundle, or in the sources,
 * which Node runs as they are.
 */
export function workerScripts(entry: string): WorkerScripts {
  const bundled = !entry.endsWith('.ts');
  const find = (folder: string, name: string): URL =>
    new URL(bundled ? `./${folder}-${name}.js` : `./${folder}/${name}.ts`, entry);
  return {
    projector: find('projection', 'projector-worker'),
    reader: find('projection', 'reader-worker'),
    printer: find('cli', 'printer-worker'),
    ngrok: find('tunnel', 'ngrok-worker'),
    keeper: find('keep', 'keeper-worker'),
  };
}
