import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

import { Opened } from '../core/core-state.ts';
import { openAccounts } from '../core/open-accounts.ts';
import { makeSwitch } from '../core/open-switch.ts';
import { chooseDataFolder } from '../data-folder.ts';
import { createClock } from '../domain/clock.ts';
import { createLog } from '../domain/log.ts';
import { openAppDatabase } from '../store/app-database.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { SettingsStore } from '../store/settings-store.ts';
import type { SwitchEntry } from '../store/switch-journal.ts';
import type { AddressSwitch } from '../vonage/address-switch.ts';
import type { Options } from './options.ts';
import { print } from './print.ts';
import { vonageOfRun } from './vonage-of-run.ts';

const EXIT_NOT_ALL = 1;

/** Puts back what the address switch of this data folder has changed at Vonage. 0 only where nothing is left. */
export async function runRestore(options: Options): Promise<number> {
  const folder = chooseDataFolder(options.data, process.env, process.platform);
  if (!existsSync(folder.app)) {
    print(`There is no data in ${folder.path}, so nothing is switched.\n`);
    return 0;
  }
  const opened = new Opened();
  try {
    opened.add(lockFolder(folder.path));
    const appDb = opened.add(openAppDatabase(folder.app));
    const clock = createClock();
    const accounts = await openAccounts({}, folder, appDb, new SettingsStore(appDb), clock);
    const log = createLog((line) => process.stderr.write(line));
    const switches = makeSwitch(vonageOfRun(process.env), { appDb, accounts, clock, log, events: new EventEmitter() });
    const before = switches.open();
    await restore(switches, options.onConflict, clock);
    const left = switches.open();
    for (const entry of before) print(tell(left.find(({ id }) => id === entry.id) ?? { ...entry, state: 'restored' }));
    if (before.length === 0) print('Nothing is switched.\n');
    return left.length === 0 ? 0 : EXIT_NOT_ALL;
  } finally {
    await opened.close();
  }
}

async function restore(switches: AddressSwitch, onConflict: Options['onConflict'], clock: () => number): Promise<void> {
  await switches.restoreAll();
  const until = Math.max(...switches.open().map(({ unsettledUntil }) => unsettledUntil ?? 0));
  if (until > clock()) {
    process.stderr.write('A request may still be under way at Vonage. Waiting until it can’t be any more …\n');
    await wait((until - clock()) / 1_000);
    await switches.restoreAll();
  }
  if (onConflict === undefined) return;
  for (const { id, state, slots } of switches.open()) {
    if (state !== 'conflict') continue;
    const asked = slots.flatMap(({ name, theirs }) => (theirs === null ? [] : [{ name, seen: theirs.address }]));
    await switches.resolve(
      id,
      asked.map((slot) => ({ ...slot, choice: onConflict })),
    );
  }
}

function tell({ name, holder, state, problem, slots }: SwitchEntry): string {
  const title = `${state === 'restored' ? 'restored' : 'NOT restored'}  ${name} (${holder})\n`;
  const why = state === 'restored' || problem === null ? '' : `  ${problem}\n`;
  const asked = slots.flatMap(({ name: slot, original, ours, theirs }) =>
    state !== 'conflict' || theirs === null
      ? []
      : [
          `  ${slot} was changed by somebody else\n`,
          `    before the switch  ${original.address ?? '(none)'}\n`,
          `    ours               ${ours.at(-1) ?? ''}\n`,
          `    theirs, now        ${theirs.address ?? '(none)'}\n`,
        ],
  );
  const how = asked.length === 0 ? '' : '  Say which: --on-conflict theirs, or --on-conflict original\n';
  return `${title}${why}${asked.join('')}${how}`;
}
