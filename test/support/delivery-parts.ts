import { onTestFinished } from 'vitest';

import { Courier } from '../../main/deliveries/courier.ts';
import { WebhookSource } from '../../main/deliveries/webhook-source.ts';
import type { Clock } from '../../main/domain/clock.ts';
import { createLog } from '../../main/domain/log.ts';
import type { Log } from '../../main/domain/log.ts';
import { createClock } from '../../main/domain/clock.ts';
import { openDeliveryConnection } from '../../main/store/app-database.ts';
import { DeliveryStore } from '../../main/store/delivery-store.ts';
import { ForwardStore } from '../../main/store/forward-store.ts';
import { RunStore } from '../../main/store/run-store.ts';
import type { TestRecord } from './databases.ts';
import { closing, openRecord, temporaryFiles } from './databases.ts';

export interface DeliveryParts {
  readonly record: TestRecord;
  readonly clock: Clock;
  readonly deliveries: DeliveryStore;
  readonly source: WebhookSource;
  readonly courier: Courier;
  readonly forwards: ForwardStore;
  readonly runs: RunStore;
  readonly log: Log;
  readonly logged: readonly string[];
  /** From now on, or no more, nothing can be written: as with a full disk. */
  readonly fail: (fails: boolean) => void;
}

/** What deliveries are made of, on real files, without a receiver and a window. */
export function deliveryParts(): DeliveryParts {
  const files = temporaryFiles();
  const record = openRecord(files.capture);
  const db = closing(openDeliveryConnection(files.app));
  const clock = createClock();
  const logged: string[] = [];
  const log = createLog((line) => logged.push(line));
  const deliveries = new DeliveryStore(db, { log, flushed: () => {} });
  const source = new WebhookSource(files.capture);
  const courier = new Courier(deliveries, clock);
  onTestFinished(async () => {
    await courier.close(0);
    source.close();
  });
  return {
    record,
    clock,
    deliveries,
    source,
    courier,
    forwards: new ForwardStore(db),
    runs: new RunStore(db, clock),
    log,
    logged,
    fail: (fails) => void db.pragma(`query_only = ${fails ? 'ON' : 'OFF'}`),
  };
}
