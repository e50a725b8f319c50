import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { prepareElectron } from './prepare-electron.ts';
import { ensureBuilt } from './support/build.ts';
import { hasDisplay, quietBus } from './support/launch-plan.ts';
import { displayPackages } from './support/packages.ts';
import { cacheFolder, packageFolder, projectFolder } from './support/project.ts';
import { runInForeground } from './support/run-in-foreground.ts';
import { say, sayWhy } from './support/say.ts';
import { countResults, isSuccess, type TestCount } from './support/test-result.ts';
import { thisMachine } from './support/this-machine.ts';
import { startVirtualDisplay, type VirtualDisplay } from './support/virtual-display.ts';
import { ensureSystemPackages } from './system-libraries.ts';

const reportFile = join(cacheFolder, 'test-report.json');

const count = await runTests(process.argv.slice(2)).catch((error: unknown) => {
  sayWhy(error);
  return { passed: 0, failed: 1 };
});
process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`);
process.exitCode = isSuccess(count) ? 0 : 1;

/** Makes the machine ready and runs every test, those in a real window among them. */
async function runTests(args: readonly string[]): Promise<TestCount> {
  const { executable } = await prepareElectron();
  await ensureBuilt();
  await mkdir(cacheFolder, { recursive: true });
  await rm(reportFile, { force: true });
  const vitest = join(packageFolder('vitest'), 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const display = await openDisplay();
  try {
    const code = await runInForeground(process.execPath, [vitest, 'run', ...reporters, ...args], {
      cwd: projectFolder,
      env: {
        ...process.env,
        ...quietBus(thisMachine()),
        ...(display === undefined ? {} : { DISPLAY: display.name, WAYLAND_DISPLAY: '' }),
        ELECTRON_PATH: executable,
      },
    });
    return countResults(await readFile(reportFile, 'utf8').catch(() => undefined), code);
  } finally {
    await display?.close();
  }
}

/** A CI machine's own display may be shared or of any size, so there the tests always get one of theirs. */
async function openDisplay(): Promise<VirtualDisplay | undefined> {
  const { platform, env } = thisMachine();
  const isCi = (env['CI'] ?? '') !== '';
  if (platform !== 'linux' || (hasDisplay(platform, env) && !isCi)) return undefined;
  await ensureSystemPackages(displayPackages);
  const display = await startVirtualDisplay();
  say(`Tests run on the virtual display ${display.name}.`);
  return display;
}
