import type { KindDefinition } from '../../shared/vonage/kind-definition.ts';
import { KINDS } from '../../shared/vonage/kinds.ts';
import type { Encoding, Signing, Variant } from '../../shared/vonage/simulation.ts';
import { ONLY_VARIANT } from '../../shared/vonage/simulation.ts';
import { makeGiven } from './given.ts';
import { makePayload } from './make-payload.ts';

/** One webhook that can be simulated. */
export interface CatalogueEntry extends Variant {
  readonly api: string;
  readonly kind: string;
  readonly label: string;
  /** Where it belongs at the receiver. */
  readonly path: string;
  /** The usual one first. */
  readonly encodings: readonly Encoding[];
  readonly signing: Signing;
}

export type EntryName = Pick<CatalogueEntry, 'api' | 'kind'> & Partial<Variant>;

/** A URL check belongs to any address; this one gets the most of them. */
const ANY_PATH = '/webhooks/inbound-sms';

/** Every kind × channel × content × status, from the definitions of the kinds alone. */
export function makeCatalogue(kinds: readonly KindDefinition[] = KINDS): CatalogueEntry[] {
  return kinds.filter(canBeSimulated).flatMap((definition) => {
    const { api, kind, label, simulation } = definition;
    const common = {
      api,
      kind,
      label,
      path: definition.paths[0] ?? ANY_PATH,
      encodings: simulation?.encodings ?? ['json'],
      signing: simulation?.signing ?? 'jwt',
    } as const;
    const variants = simulation?.variants ?? [understoodVariant(definition)];
    return variants.map(({ channel, content, status }) => ({ ...common, channel, content, status }));
  });
}

/** Of what is not known there is neither a schema nor a simulation. */
function canBeSimulated({ simulation, schema }: KindDefinition): boolean {
  return simulation !== undefined || schema !== null;
}

/** Where the schema says it all, the kind itself tells what it makes of that. */
function understoodVariant(definition: KindDefinition): Variant {
  const { channel = null, status = null } = definition.describe(
    makePayload(definition, ONLY_VARIANT, makeGiven(definition)),
  );
  return { ...ONLY_VARIANT, channel, status };
}

export const CATALOGUE: readonly CatalogueEntry[] = makeCatalogue();

/** All entries that are what the name says; what it leaves out may be anything. Letter case does not count. */
export function findEntries({ api, kind, ...variant }: EntryName): CatalogueEntry[] {
  return CATALOGUE.filter(
    (entry) =>
      entry.api === api &&
      entry.kind === kind &&
      isWanted(variant.channel, entry.channel) &&
      isWanted(variant.content, entry.content) &&
      isWanted(variant.status, entry.status),
  );
}

function isWanted(wanted: string | null | undefined, value: string | null): boolean {
  return wanted === undefined || wanted?.toLowerCase() === value?.toLowerCase();
}
