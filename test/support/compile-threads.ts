import { execFileSync } from 'node:child_process';
import process from 'node:process';

import { COMPILED, workerScripts } from '../../main/worker-scripts.ts';

/**
 * Takes the types out of what our threads load, once for all tests. A thread that does it itself loads a WebAssembly
 * module, and about once in a thousand ends of such a thread Node 24 aborts, and with it the test's process.
 */
export default function compileThreads(): void {
  const scripts = Object.values(workerScripts(new URL('../../main/headless.ts', import.meta.url).href));
  // Started without what a thread is given they fail, and by then all that they import is loaded.
  const load = scripts.map((script) => `await import(${JSON.stringify(String(script))}).catch(() => {});`);
  const code = `import { flushCompileCache } from 'node:module'; ${load.join(' ')} flushCompileCache(); process.exit();`;
  execFileSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    stdio: 'ignore',
  });
}
