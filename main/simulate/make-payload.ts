import type { Missing } from '../../shared/vonage/check-payload.ts';
import { findMissing } from '../../shared/vonage/check-payload.ts';
import type { KindDefinition } from '../../shared/vonage/kind-definition.ts';
import type { Given, Variant } from '../../shared/vonage/simulation.ts';
import { toIso } from '../../shared/vonage/simulation.ts';
import type { Payload } from '../../shared/vonage/understanding.ts';

type Tree = Record<string, unknown>;

/** An object that was missing shows only when it is there what it should have in it; none is deeper than this. */
const DEEPEST = 8;

/**
 * A whole webhook: what the kind itself says of the variant, and whatever its schema demands besides, made up.
 *
 * Asking the schema what is missing keeps it the only place where required fields are written down.
 */
export function makePayload(definition: KindDefinition, variant: Variant, given: Given): Payload {
  const payload = structuredClone(definition.simulation?.payload(variant, given) ?? {}) as Tree;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const missing = findMissing(definition, payload);
    if (missing.length === 0) break;
    for (const field of missing) put(payload, field.path, makeUp(field, given));
  }
  return payload;
}

function put(payload: Tree, path: Missing['path'], value: unknown): void {
  let place = payload;
  for (const step of path.slice(0, -1)) place = place[step] as Tree;
  place[String(path.at(-1))] = value;
}

function makeUp({ path, expected, values }: Missing, given: Given): unknown {
  const name = String(path.at(-1));
  if (values !== undefined) return values[0];
  switch (expected) {
    case 'an object':
      return {};
    case 'a list':
      return [];
    case 'a number':
      return /timestamp|At$/.test(name) ? given.at : 1;
    case 'a time':
      return toIso(given.at);
    case 'true or false':
      return true;
    default:
      return makeUpText(name, given);
  }
}

function makeUpText(name: string, given: Given): string {
  if (name === 'from' || name === 'to' || name === 'text') return given[name];
  if (/url$|href$/i.test(name)) return `https://example.com/${given.id(name)}`;
  if (/(^|_)uuid|_?id$/i.test(name)) return given.id(name);
  return 'Simulated';
}
