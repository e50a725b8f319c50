import { type ChildProcess, spawn } from 'node:child_process';
import { join, relative, sep } from 'node:path';

import { createBuilder, createServer, type ViteBuilder } from 'vite';

import { prepareElectron } from './prepare-electron.ts';
import { forgetBuild } from './support/build.ts';
import { hasDisplay, planLaunch } from './support/launch-plan.ts';
import { projectFolder } from './support/project.ts';
import { giveUp, say } from './support/say.ts';
import { thisMachine } from './support/this-machine.ts';

const SETTLE_MS = 100;

await develop(process.argv.slice(2)).catch(giveUp);

/**
 * Runs the app from its sources. A change to the page is exchanged in place by Vite; a change to the main process, the
 * preload or what they share builds these again and restarts Electron.
 */
async function develop(args: readonly string[]): Promise<void> {
  const machine = thisMachine();
  if (!hasDisplay(machine.platform, machine.env)) throw new Error('npm run dev opens a window and needs a display.');
  const plan = planLaunch(args, machine);
  for (const note of plan.notes) say(note);

  const configFile = join(projectFolder, 'vite.config.ts');
  const { executable } = await prepareElectron();
  await forgetBuild();
  const server = await createServer({ configFile });
  await server.listen();
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The development server has no address on this machine.');
  const builder = await createBuilder({ configFile, mode: 'development', logLevel: 'warn' });
  const env = { ...process.env, ...plan.env, VITE_DEV_SERVER_URL: url };

  let electron: ChildProcess | undefined;
  const end = async (): Promise<void> => {
    await stop(electron);
    await server.close();
    process.exit();
  };
  const restart = async (): Promise<void> => {
    if (!(await rebuild(builder))) return;
    await stop(electron);
    electron = spawn(executable, [projectFolder, ...plan.flags], { cwd: process.cwd(), env, stdio: 'inherit' });
    // Only a window that the person closed ends it all; one that we are stopping has no such listener any more.
    electron.once('exit', () => void end());
  };

  await restart();
  server.watcher.add(['main', 'shared'].map((folder) => join(projectFolder, folder)));
  server.watcher.on('all', oneAtATime(restart));
  process.once('SIGINT', () => void end());
  process.once('SIGTERM', () => void end());
}

/** A mistake in a source is shown and waited out; the app from before keeps running. */
async function rebuild(builder: ViteBuilder): Promise<boolean> {
  try {
    for (const name of ['preload', 'main']) {
      const environment = builder.environments[name];
      if (environment !== undefined) await builder.build(environment);
    }
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : 'The build failed.');
    return false;
  }
}

async function stop(electron: ChildProcess | undefined): Promise<void> {
  if (electron === undefined || electron.exitCode !== null || electron.signalCode !== null) return;
  electron.removeAllListeners('exit');
  const ended = new Promise((resolve) => electron.once('exit', resolve));
  electron.kill();
  await ended;
}

/** Gathers changes that come together, and lets a run finish before the next. */
function oneAtATime(restart: () => Promise<void>): (event: string, path: string) => void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  return (_event, path) => {
    if (!belongsToMain(path)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(restart);
    }, SETTLE_MS);
  };
}

function belongsToMain(path: string): boolean {
  const [folder] = relative(projectFolder, path).split(sep);
  return folder === 'main' || folder === 'shared';
}
