import type { CatalogueEntry } from '../../shared/contract/simulate.ts';
import { call } from '../bridge/client.ts';
import { usePlace } from '../shell/place-store.ts';
import type { Fields } from './simulate-store.ts';
import { NO_FIELDS, useSimulateStore } from './simulate-store.ts';

let latest = 0;

/** Asks for a draft; an answer that has been overtaken is dropped. */
async function draft(entry: CatalogueEntry, fields: Fields): Promise<void> {
  latest += 1;
  const asked = latest;
  const { api, kind, channel, content, status } = entry;
  const made = await call('simulate:draft', {
    api,
    kind,
    channel,
    content,
    status,
    fields: {
      from: fields.from.trim() || null,
      to: fields.to.trim() || null,
      text: fields.text || null,
      errorCode: fields.errorCode.trim() || null,
    },
  });
  if (asked === latest) useSimulateStore.getState().change({ draft: made?.draft ?? null, uses: made?.uses ?? [] });
}

/** Another webhook of the catalogue. Who writes to whom stays; an error code is of one API alone. */
export function chooseEntry(entry: CatalogueEntry): Promise<void> {
  const { fields, entry: before, change } = useSimulateStore.getState();
  const isSameWay = before?.api === entry.api && before.kind === entry.kind;
  const kept = isSameWay ? fields : { ...NO_FIELDS, text: fields.text };
  change({ entry, origin: null, fields: kept });
  return draft(entry, kept);
}

/** Writes the draft anew. */
export function changeFields(changes: Partial<Fields>): void {
  const { entry, fields, change } = useSimulateStore.getState();
  const changed = { ...fields, ...changes };
  change({ fields: changed });
  if (entry !== null) void draft(entry, changed);
}

/** Opens the page with this webhook of the catalogue, where its list shows it. */
export function simulateEntry(entry: CatalogueEntry): void {
  useSimulateStore.getState().change({ mode: 'webhook', search: '' });
  void chooseEntry(entry);
  usePlace.getState().goTo('simulate');
}

/** Opens the page with a captured webhook as the draft; nothing happens where it is gone. */
export async function simulateAgain(id: number): Promise<void> {
  latest += 1;
  const made = await call('simulate:draft-of', { id });
  if (made === null) return;
  useSimulateStore.getState().change({ mode: 'webhook', draft: made, origin: id, entry: null, count: '1' });
  usePlace.getState().goTo('simulate');
}

export async function chooseLife(name: string, channel: string): Promise<void> {
  const { change } = useSimulateStore.getState();
  change({ life: name, channel });
  change({ scenario: (await call('simulate:life', { name, channel })).text });
}
