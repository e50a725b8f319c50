/**
 * What Electron links to on Debian and its relatives, by the oldest names. Newer releases add `t64` to some of them.
 * GTK brings the rest, fonts among it.
 */
export const windowPackages = [
  'libgtk-3-0',
  'libnss3',
  'libgbm1',
  'libasound2',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
];

/** A display for machines that have none, which the tests start for themselves. */
export const displayPackages = ['xvfb'];

/** Reads `dpkg-query -W -f '${Package} ${db:Status-Status}\n'`. */
export function installedPackages(listing: string): Set<string> {
  const rows = listing.split('\n').map((line) => line.trim().split(/\s+/));
  return new Set(rows.filter(([, status]) => status === 'installed').map(([name = '']) => name));
}

export function missingPackages(wanted: readonly string[], installed: ReadonlySet<string>): string[] {
  return wanted.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

/** Picks the names that this release can install: an old name may be left only as an alias of several packages. */
export function installableNames(missing: readonly string[], known: ReadonlySet<string>): string[] {
  return missing.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}
