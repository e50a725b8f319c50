import type { DataFolder } from '../data-folder.ts';
import type { Log } from '../domain/log.ts';
import { RuleBook } from '../rules/rule-book.ts';
import type { Checks } from '../signature/checks.ts';
import { openDeliveryConnection } from '../store/app-database.ts';
import type { Db } from '../store/open-database.ts';
import { RuleStore } from '../store/rule-store.ts';
import type { CoreEvents } from './core-state.ts';

interface RuleOptions {
  readonly folder: DataFolder;
  readonly appDb: Db;
  readonly log: Log;
  readonly events: CoreEvents;
  readonly checks: () => Checks;
}

/** The rules of the data folder, with a connection of their own for what they count while Vonage waits. */
export function openRules({ folder, appDb, log, events, checks }: RuleOptions): RuleBook {
  const db = openDeliveryConnection(folder.app);
  try {
    return new RuleBook({
      store: new RuleStore(appDb),
      counts: new RuleStore(db),
      checks,
      random: Math.random,
      log,
      changed: () => void events.emit('rules'),
      closed: () => db.close(),
    });
  } catch (error) {
    db.close();
    throw error;
  }
}
