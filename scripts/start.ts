import { prepareElectron } from './prepare-electron.ts';
import { ensureBuilt } from './support/build.ts';
import { type LaunchPlan, planLaunch } from './support/launch-plan.ts';
import { projectFolder } from './support/project.ts';
import { runInForeground } from './support/run-in-foreground.ts';
import { giveUp, say } from './support/say.ts';
import { thisMachine } from './support/this-machine.ts';

const plan = planLaunch(process.argv.slice(2), thisMachine());
for (const note of plan.notes) say(note);
process.exitCode = await start(plan).catch(giveUp);

/** The flags follow the project folder, where Electron leaves them to the app. */
async function start({ kind, flags, env }: LaunchPlan): Promise<number> {
  const options = { cwd: process.cwd(), env: { ...process.env, ...env } };
  // Headless needs neither Electron nor the build, so that a server without a display is quick to start.
  if (kind === 'headless') {
    return runInForeground(process.execPath, [`${projectFolder}/main/headless.ts`, 'listen', ...flags], options);
  }
  const { executable } = await prepareElectron();
  await ensureBuilt();
  return runInForeground(executable, [projectFolder, ...flags], options);
}
