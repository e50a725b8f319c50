import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { ElectronRuntime } from './electron-runtime.ts';
import { cacheFolder, packageFolder, packageVersion } from './support/project.ts';
import { exists, putInPlace } from './support/put-in-place.ts';
import { mustRun } from './support/run.ts';
import { say } from './support/say.ts';

/** The first Electron with Node-API 10, which the binary inside the better-sqlite3 package is made for. */
const FIRST_WITH_NODE_API_10 = 36;

const folder = packageFolder('better-sqlite3');
const binaryName = 'better_sqlite3.node';

const common = ['-c', '-O3', '-fPIC', '-pthread', '-DNDEBUG'];
const cFlags = ['-std=c99', '-w'];
/**
 * As in the package's binding.gyp but for the version, which a header makes do. An addon that declares itself
 * experimental could do the same without it, but finalizers of such addons run inside the garbage collector, which ends
 * the process where it finds an exception pending.
 */
const cppFlags = [
  '-std=c++20',
  '-fno-exceptions',
  '-fno-rtti',
  '-fvisibility=hidden',
  '-fvisibility-inlines-hidden',
  '-DNAPI_VERSION=9',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
];
const stringsHeader = join(import.meta.dirname, 'native', 'kept-strings.h');
const linkFlags = ['-shared', '-pthread', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL'];

/**
 * Makes better-sqlite3 loadable in this Electron.
 *
 * Nothing has to be done for a current one. For an older one the package's source is compiled once, and the binary is put
 * beside its program, where `main/store/sqlite.ts` looks for it. The package itself stays as it was installed.
 */
export async function ensureSqlite(electron: ElectronRuntime): Promise<void> {
  // The package would load a binary from here before its own, in Node as well; we once put one there.
  await rm(join(folder, 'build'), { recursive: true, force: true });
  if (!needsOwnBinary(electron.version)) return;
  const key = await cacheKey();
  const cached = join(cacheFolder, 'better-sqlite3', key);
  if (!(await exists(cached))) {
    say(`Compiling better-sqlite3 for Electron ${electron.version} (about a minute, once).`);
    await putInPlace(cached, async (draft) => {
      await compile(draft);
      await checkOpensDatabase(electron.executable, join(draft, binaryName));
    });
  }
  await putBeside(electron.executable, join(cached, binaryName), key);
}

export function needsOwnBinary(electronVersion: string): boolean {
  return Number.parseInt(electronVersion, 10) < FIRST_WITH_NODE_API_10;
}

/** Takes the names and values out of the package's list of SQLite switches, which is written in gyp's dialect. */
export function toDefines(gypi: string): string[] {
  const withoutComments = gypi.replaceAll(/^\s*#.*$/gm, '');
  return [...withoutComments.matchAll(/'([A-Z]\w*(?:=[^']*)?)'/g)].map(([, define]) => `-D${define}`);
}

async function compile(target: string): Promise<void> {
  const deps = join(folder, 'deps');
  const defines = toDefines(await readFile(join(deps, 'defines.gypi'), 'utf8'));
  const includes = [
    join(deps, 'sqlite3'),
    packageFolder('node-addon-api'),
    join(packageFolder('node-api-headers'), 'include'),
  ];
  const flags = [...common, ...defines, ...includes.map((include) => `-I${include}`)];
  const objects = [join(target, 'sqlite3.o'), join(target, 'addon.o')] as const;
  await Promise.all([
    compiler('gcc', [...flags, ...cFlags, join(deps, 'sqlite3', 'sqlite3.c'), '-o', objects[0]]),
    compiler('g++', [
      ...flags,
      ...cppFlags,
      '-include',
      stringsHeader,
      join(folder, 'src', 'better_sqlite3.cpp'),
      '-o',
      objects[1],
    ]),
  ]);
  await compiler('g++', [...linkFlags, ...objects, '-ldl', '-o', join(target, binaryName)]);
  await Promise.all(objects.map((object) => rm(object)));
}

async function compiler(command: string, args: readonly string[]): Promise<void> {
  await mustRun(command, args).catch((error: unknown) => {
    throw new Error('better-sqlite3 could not be compiled. On Debian, `apt-get install g++` brings the compiler.', {
      cause: error,
    });
  });
}

/** Uses full text search, and makes garbage among errors, to see that statements are released without a crash. */
async function checkOpensDatabase(executable: string, binary: string): Promise<void> {
  const program = `
    const Database = require(${JSON.stringify(folder)});
    const db = new Database(':memory:', { nativeBinding: ${JSON.stringify(binary)} });
    for (let count = 0; count < 60_000; count++) {
      db.prepare('SELECT ' + count);
      try { db.prepare('WRONG ' + count); } catch {}
    }
    db.exec('CREATE VIRTUAL TABLE words USING fts5 (word)');
    db.prepare('INSERT INTO words VALUES (?)').run('hello');
    process.stdout.write(db.prepare('SELECT word FROM words WHERE words MATCH ?').pluck().get('hello'));`;
  const answer = await mustRun(executable, ['-e', program], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 60_000,
  });
  if (answer !== 'hello') throw new Error(`The compiled better-sqlite3 does not work in ${executable}: ${answer}`);
}

/** Where it is up to date it is left alone: another run may be using it. */
export async function putBeside(executable: string, binary: string, key: string): Promise<void> {
  const place = join(dirname(executable), binaryName);
  const keyFile = `${place}.key`;
  if ((await readFile(keyFile, 'utf8').catch(() => '')) === key) return;
  const draft = `${place}.${process.pid}`;
  await cp(binary, draft);
  await rename(draft, place);
  await writeFile(keyFile, key);
}

/** Changes with everything that the binary is made from. */
async function cacheKey(): Promise<string> {
  const hash = createHash('sha256');
  const flags = [common, cFlags, cppFlags, linkFlags].flat();
  const headers = ['node-addon-api', 'node-api-headers'].map((name) => `${name}@${packageVersion(name)}`);
  hash.update(JSON.stringify([process.arch, flags, headers]));
  hash.update(await readFile(stringsHeader));
  for (const part of ['src', 'deps']) {
    const files = await readdir(join(folder, part), { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    for (const path of paths.toSorted()) hash.update(await readFile(path));
  }
  return `${packageVersion('better-sqlite3')}-${process.arch}-${hash.digest('hex').slice(0, 16)}`;
}
