import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parseAst } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Import {
  /** A file of ours, from the project's root; or the name of a package or of a module of Node. */
  readonly to: string;
  readonly isOurs: boolean;
  /** Gone after compiling. */
  readonly isType: boolean;
  /** What is taken from it by name. */
  readonly names: readonly string[];
}

export type ImportGraph = ReadonlyMap<string, readonly Import[]>;

/** Reads what every source file of these folders imports, statically or not, as a value or as a type. */
export function readImportGraph(folders: readonly string[]): ImportGraph {
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => posix.join(folder, file.replaceAll('\\', '/'))),
  );
  return new Map(files.toSorted().map((file) => [file, importsOf(file, readFileSync(join(ROOT, file), 'utf8'))]));
}

export function importsOf(file: string, source: string): Import[] {
  const found: Import[] = [];
  visit(parseAst(source, { lang: extname(file) === '.tsx' ? 'tsx' : 'ts' }), (node) => {
    const from = node['source'];
    if (!isNode(from) || typeof from['value'] !== 'string') return;
    const specifiers = (node['specifiers'] ?? []) as Node[];
    const kinds = specifiers.map((specifier) => specifier['importKind'] ?? specifier['exportKind']);
    const isType =
      node['type'] === 'TSImportType' ||
      node['importKind'] === 'type' ||
      node['exportKind'] === 'type' ||
      (kinds.length > 0 && kinds.every((kind) => kind === 'type'));
    const names = specifiers.map((specifier) => nameOf(specifier['imported'] ?? specifier['local']));
    found.push({ ...resolve(file, from['value']), isType, names });
  });
  return found;
}

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const nameOf = (identifier: unknown): string => (isNode(identifier) ? String(identifier['name']) : '');

function visit(node: unknown, look: (node: Node) => void): void {
  if (Array.isArray(node)) for (const item of node) visit(item, look);
  else if (isNode(node)) {
    look(node);
    for (const member of Object.values(node)) visit(member, look);
  }
}

function resolve(file: string, specifier: string): { to: string; isOurs: boolean } {
  if (!specifier.startsWith('.')) return { to: specifier, isOurs: false };
  return { to: posix.join(dirname(file), specifier), isOurs: true };
}
