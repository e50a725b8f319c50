import type { Finding } from '../../shared/vonage/finding.ts';
import type { JsonNode } from './json-document.ts';
import { nearestNode } from './json-tree.ts';

/** The findings of each value by its offset, in words. What is missing is noticed where it should be. */
export function toNoticed(root: JsonNode, findings: readonly Finding[]): ReadonlyMap<number, readonly string[]> {
  const noticed = new Map<number, string[]>();
  for (const { what, path, words } of findings) {
    if (path.length === 0) continue;
    const { offset } = nearestNode(root, path);
    const name = what === 'missing' ? `\`${String(path.at(-1))}\`` : 'It';
    noticed.set(offset, [...(noticed.get(offset) ?? []), `${name} ${words}.`]);
  }
  return noticed;
}
