import type { Options } from '../cli/options.ts';
import { readOptions } from '../cli/options.ts';

/** Flags of Electron and Chromium stand among ours; these are the ones that we read. */
const OURS = new Set(['--port', '--data']);

/** The app's own flags out of a command line that starts `electron [switches] <folder>`, or with the packaged app. */
export function readAppOptions(argv: readonly string[], isPackaged: boolean, env: NodeJS.ProcessEnv): Options {
  const ours: string[] = [];
  const args = argv.slice(isPackaged ? 1 : 2);
  args.forEach((arg, index) => {
    const [name = ''] = arg.split('=', 1);
    if (!OURS.has(name)) return;
    ours.push(arg);
    const next = args[index + 1];
    if (!arg.includes('=') && next !== undefined) ours.push(next);
  });
  return readOptions(ours, env);
}
