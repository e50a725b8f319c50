import { ensureElectron, type ElectronRuntime } from './electron-runtime.ts';
import { ensureSqlite } from './native-sqlite.ts';
import { windowPackages } from './support/packages.ts';
import { ensureSystemPackages } from './system-libraries.ts';

/** Everything that has to be on the machine before our app starts in an Electron window. Quick when it is all there. */
export async function prepareElectron(): Promise<ElectronRuntime> {
  await ensureSystemPackages(windowPackages);
  const electron = await ensureElectron();
  await ensureSqlite(electron);
  return electron;
}
