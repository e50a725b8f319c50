// Goes into the stand-in runtime as resources/app, where an ordinary Electron carries default_app.asar: it makes
// `electron <folder>` start the app in that folder. process.argv stays as it is, so the app reads its flags the same
// way on both. The top-level await holds back the `ready` event until the app's own module has run.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { app } from 'electron';

const argument = process.argv.slice(1).find((value) => !value.startsWith('-'));

if (argument === undefined) {
  process.stderr.write('Start me with the folder of an app as the first argument.\n');
  app.exit(1);
} else {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  const folder = resolve(argument);
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const name = manifest.productName ?? manifest.name;
    if (name !== undefined) app.setName(name);
    if (manifest.version !== undefined) app.setVersion(manifest.version);
    app.setAppPath(folder);
    await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href);
  } catch (error) {
    process.stderr.write(`The app in ${folder} could not be started.\n${error?.stack ?? error}\n`);
    app.exit(1);
  }
}
