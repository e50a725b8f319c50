import { FlaskConical } from 'lucide-react';

import type { CatalogueEntry } from '../../shared/contract/simulate.ts';
import { useCatalogue } from '../bridge/use-simulation.ts';
import { findInCatalogue } from '../simulate/entry-words.ts';
import { simulateEntry } from '../simulate/use-drafting.ts';
import type { Command } from './command.ts';

/** One for each kind, with the first of its webhooks; the page has the channels and statuses. */
export function useSimulateCommands(): readonly Command[] {
  const catalogue = useCatalogue();
  return firstOfEachKind(findInCatalogue(catalogue?.entries ?? [], '')).map((entry) => ({
    id: `simulate:${entry.api}/${entry.kind}`,
    group: 'Simulate',
    label: `Simulate ${entry.label}…`,
    words: `send test sample webhook ${entry.kind}`,
    detail: entry.api,
    icon: FlaskConical,
    run: () => simulateEntry(entry),
  }));
}

function firstOfEachKind(entries: readonly CatalogueEntry[]): CatalogueEntry[] {
  const first = new Map<string, CatalogueEntry>();
  for (const entry of entries) {
    const key = `${entry.api}/${entry.kind}`;
    if (!first.has(key)) first.set(key, entry);
  }
  return [...first.values()];
}
