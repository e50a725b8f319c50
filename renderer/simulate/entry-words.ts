import type { CatalogueEntry } from '../../shared/contract/simulate.ts';

/** What most people come for stands first. */
const FIRST = ['messages-v1', 'sms', 'voice', 'verify-v2'];

export function toKey({ api, kind, channel, content, status }: CatalogueEntry): string {
  return [api, kind, channel, content, status].map((part) => part ?? '').join('/');
}

/** What tells the entry from others of its kind. */
export function detailOf({ api, channel, content, status }: CatalogueEntry): string {
  return [api, channel, content, status].filter((part) => part !== null).join(' · ');
}

/** Those that have all of the words, the usual APIs first. */
export function findInCatalogue(entries: readonly CatalogueEntry[], search: string): CatalogueEntry[] {
  const words = search.toLowerCase().split(/\s+/);
  return entries
    .filter((entry) => {
      const text = `${toKey(entry)} ${entry.label}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted((one, other) => rank(one) - rank(other));
}

function rank({ api }: CatalogueEntry): number {
  const place = FIRST.indexOf(api);
  return place === -1 ? FIRST.length : place;
}
