import process from 'node:process';

import manifest from '../package.json' with { type: 'json' };
import { AppError } from '../shared/reply.ts';
import { runCheck } from './cli/check.ts';
import { runCompact } from './cli/compact.ts';
import { runDoctor } from './cli/doctor.ts';
import { runExport } from './cli/export.ts';
import { HELP } from './cli/help.ts';
import { runListen } from './cli/listen.ts';
import { readOptions } from './cli/options.ts';
import { runRestore } from './cli/restore.ts';
import { runReplay } from './cli/replay.ts';
import { runSend } from './cli/send.ts';
import { runRecover } from './cli/recover.ts';
import { runReindex } from './cli/reindex.ts';
import { runVerify } from './cli/verify.ts';
import { VonageError } from './vonage/vonage-error.ts';
import { COMPILED, workerScripts } from './worker-scripts.ts';

/** Bad use of a command, as most tools say it. */
const EXIT_USAGE = 2;
/** Something else broke: the same command may succeed later. */
const EXIT_FAILED = 1;

async function main(): Promise<number> {
  // Each thread would load a WebAssembly module to take the types out of its sources: slow, and as such a thread ends,
  // Node 24 aborts once in a while. The first run writes them without types.
  if (import.meta.url.endsWith('.ts')) process.env['NODE_COMPILE_CACHE'] ??= COMPILED;
  const options = readOptions(process.argv.slice(2), process.env);
  const [command = 'listen'] = options.words;
  switch (command) {
    case 'listen':
      return runListen(options, manifest.version, workerScripts(import.meta.url));
    case 'export':
      return runExport(options);
    case 'verify':
      return runVerify(options);
    case 'restore':
      return runRestore(options);
    case 'replay':
      return runReplay(options);
    case 'send':
      return runSend(options);
    case 'doctor':
      return runDoctor(options);
    case 'check':
      return runCheck(options);
    case 'reindex':
      return runReindex(options, workerScripts(import.meta.url));
    case 'compact':
      return runCompact(options);
    case 'recover':
      return runRecover(options);
    case 'help':
      process.stdout.write(HELP);
      return 0;
    default:
      throw new AppError('unknown-command', `There is no command "${command}". Try: npm run -s cli -- help`);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof VonageError && error.isPassing ? EXIT_FAILED : EXIT_USAGE;
}
