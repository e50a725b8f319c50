import { existsSync } from 'node:fs';
import process from 'node:process';

import type { DataFolder } from '../data-folder.ts';
import { Courier } from '../deliveries/courier.ts';
import { createClock } from '../domain/clock.ts';
import { createLog } from '../domain/log.ts';
import { openDeliveryConnection } from '../store/app-database.ts';
import { DeliveryStore } from '../store/delivery-store.ts';
import { tryLock } from './try-lock.ts';

export interface OpenCourier {
  readonly courier: Courier;
  readonly close: () => Promise<void>;
}

/** Notes deliveries in a data folder that is there already; null where none is, or a running app has it. */
export function openCourier(folder: DataFolder): OpenCourier | null {
  if (!existsSync(folder.app)) return null;
  const lock = tryLock(folder);
  if (lock === null) {
    process.stderr.write('The app is using this data folder, so these deliveries are not kept there.\n');
    return null;
  }
  const db = openDeliveryConnection(folder.app);
  const log = createLog((line) => process.stderr.write(line));
  const courier = new Courier(new DeliveryStore(db, { log, flushed() {} }), createClock());
  return {
    courier,
    async close() {
      await courier.close();
      db.close();
      lock.close();
    },
  };
}
