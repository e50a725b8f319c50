/**
 * Where the threads' scripts are, seen from the module that the process was started with: beside it in the bundle, or
 * in the sources, which Node runs as they are.
 */
export function workerScripts(entry: string): { projector: URL; reader: URL } {
  const bundled = !entry.endsWith('.ts');
  return {
    projector: new URL(bundled ? './projection-projector-worker.js' : './projection/projector-worker.ts', entry),
    reader: new URL(bundled ? './projection-reader-worker.js' : './projection/reader-worker.ts', entry),
  };
}
