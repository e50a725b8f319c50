import { existsSync } from 'node:fs';

import type { Target } from '../../shared/contract/deliveries.ts';
import { targetUrl } from '../../shared/contract/deliveries.ts';
import { AppError } from '../../shared/reply.ts';
import type { DataFolder } from '../data-folder.ts';
import { adHocTarget } from '../deliveries/ad-hoc-target.ts';
import { appMigrations } from '../store/app-database.ts';
import { openReadOnly, schemaVersion } from '../store/open-database.ts';
import { TargetStore } from '../store/target-store.ts';

/** An address from the command line, as a target. */
export function readTarget(text: string, allowSelfSigned: boolean): Target {
  const url = targetUrl.safeParse(text);
  if (!url.success) {
    throw new AppError('bad-target', `"${text}" is not an address of an app, such as http://localhost:3000.`);
  }
  return adHocTarget(url.data, allowSelfSigned);
}

/** What has `://` is an address; everything else the name of a target that the window has saved. */
export function findTarget(text: string, folder: DataFolder, allowSelfSigned: boolean): Target {
  if (text.includes('://')) return readTarget(text, allowSelfSigned);
  const targets = readTargets(folder);
  const named = targets.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  const [target] = named;
  if (target === undefined) {
    const known = targets.length === 0 ? 'none' : targets.map(({ name }) => `"${name}"`).join(', ');
    throw new AppError(
      'no-target',
      `"${text}" is neither an address such as http://localhost:3000 nor the name of a target; the data folder has ${known}.`,
    );
  }
  if (named.length > 1) throw new AppError('no-target', `There are ${named.length} targets with the name "${text}".`);
  return { ...target, allowSelfSigned: allowSelfSigned || target.allowSelfSigned };
}

function readTargets(folder: DataFolder): Target[] {
  if (!existsSync(folder.app)) return [];
  const db = openReadOnly(folder.app);
  try {
    // Written by another version, which has other tables.
    return schemaVersion(db) === appMigrations.length ? new TargetStore(db, () => 0).list() : [];
  } finally {
    db.close();
  }
}
