import { once } from 'node:events';

import { AppError } from '../../shared/reply.ts';
import type { Core } from '../core.ts';
import type { DataFolder } from '../data-folder.ts';
import type { Log } from '../domain/log.ts';
import { openReadOnly } from '../store/open-database.ts';
import { SwitchJournal } from '../store/switch-journal.ts';
import type { HolderName } from '../vonage/address-switch.ts';
import type { PreviewRow } from '../vonage/plan-switch.ts';
import { print } from './print.ts';

/** Stands for the public address until there is one. */
const NOWHERE = 'https://not-online.invalid';

/** An application of an account that can be asked, as `--switch` has named it. */
export interface SwitchOfRun {
  /**
   * Has its Messages addresses lead to this public address, and prints what was changed unless `isQuiet`. Called again
   * meanwhile, it resolves once they lead to the newest.
   */
  pointTo(url: string, isQuiet: boolean): Promise<void>;
}

/** Looks whether the switch can be done at all, before anything is online. Throws what is wrong. */
export async function prepareSwitch(
  core: Core,
  application: string,
  env: NodeJS.ProcessEnv,
  log: Log,
): Promise<SwitchOfRun> {
  const holder: HolderName = { apiKey: chooseApiKey(core, env), holder: application };
  const { name, rows } = await core.switches.preview({ ...holder, base: NOWHERE });
  if (messagesOf(rows).length === 0) {
    throw new AppError(
      'no-messages',
      `“${name}” has no Messages capability. Turn it on in the Vonage dashboard, under Applications.`,
    );
  }
  return followNewest(async (url, isQuiet) => {
    await untilPutBack(core, holder, log);
    const preview = await core.switches.preview({ ...holder, base: url });
    const changes = messagesOf(preview.rows).filter(({ current, next }) => current !== next);
    if (changes.length === 0) return log.info(`“${name}” leads to ${url} already`);
    const chosen = changes.map(({ name: slot, current }) => ({ name: slot, seen: current }));
    await core.switches.apply({ ...holder, base: url, chosen });
    if (isQuiet) return;
    for (const { name: slot, current, next } of changes) print(`switched ${slot}  ${current ?? '(none)'} -> ${next}\n`);
  });
}

/** One after the other: two at once would take each other's addresses for somebody else's. */
function followNewest(point: SwitchOfRun['pointTo']): SwitchOfRun {
  let newest = '';
  let running: Promise<void> | null = null;
  const follow = async (isQuiet: boolean): Promise<void> => {
    try {
      for (let url = ''; url !== newest;) {
        url = newest;
        await point(url, isQuiet).catch((error: unknown) => {
          if (url === newest) throw error;
        });
      }
    } finally {
      running = null;
    }
  };
  return {
    pointTo(url, isQuiet) {
      newest = url;
      running ??= follow(isQuiet);
      return running;
    },
  };
}

/** Whether something at Vonage is still not as it was before this app changed it. Needs the core closed. */
export function isLeftSwitched(folder: DataFolder): boolean {
  const db = openReadOnly(folder.app);
  try {
    return new SwitchJournal(db, Date.now).open().length > 0;
  } finally {
    db.close();
  }
}

function messagesOf(rows: readonly PreviewRow[]): readonly PreviewRow[] {
  return rows.filter(({ capability, usual }) => capability === 'messages' && usual);
}

/** The key of `VONAGE_API_KEY`, or of the only account whose API secret can be read here. */
function chooseApiKey(core: Core, { VONAGE_API_KEY: given = '', VONAGE_API_SECRET: secret = '' }: NodeJS.ProcessEnv) {
  const keys = core.accounts
    .list()
    .filter(({ secrets }) => secrets.some(({ use, readable }) => use === 'api' && readable))
    .flatMap(({ apiKey }) => apiKey ?? []);
  if (given !== '' && (secret !== '' || keys.includes(given))) return given;
  const [only] = keys;
  if (given === '' && only !== undefined && keys.length === 1) return only;
  throw new AppError(
    'no-api-secret',
    keys.length > 1 && given === ''
      ? `Several accounts have an API secret here. Say which one by VONAGE_API_KEY: ${keys.join(', ')}.`
      : '--switch needs an API key and its API secret. Set VONAGE_API_KEY and VONAGE_API_SECRET.',
  );
}

/** An earlier run may have left these addresses switched; what was there before that one has to be back first. */
async function untilPutBack(core: Core, { apiKey, holder }: HolderName, log: Log): Promise<void> {
  let said: string | null = null;
  for (;;) {
    const left = core.switches.open().find((entry) => entry.apiKey === apiKey && entry.holder === holder);
    if (left?.state === 'conflict') {
      throw new AppError(
        'switch-conflict',
        'Somebody else has changed these addresses while an earlier run had them switched. End this one, and decide ' +
          'with: npm run -s cli -- restore --on-conflict theirs|original',
      );
    }
    if (left?.state !== 'restoring') return;
    const why = left.problem ?? '';
    if (why !== said) log.info(`waiting until what an earlier run has switched is put back. ${why}`);
    said = why;
    await once(core.events, 'state');
  }
}
