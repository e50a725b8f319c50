import { getNodePath } from 'jsonc-parser';

import { toPathText } from '../../shared/vonage/finding.ts';
import type { JsonNode } from './json-document.ts';

export interface TreeRow {
  /** The value, not its property: the offset of a value is its identity. */
  readonly node: JsonNode;
  /** The key or the index; null for the root. */
  readonly name: string | number | null;
  readonly depth: number;
  readonly children: number;
  readonly isOpen: boolean;
  /** The key comes more than once in its object. */
  readonly isDuplicate: boolean;
}

/** Opened at first: all of a small document, the first level of a large one. */
const SMALL = 400;

/** The rows to show, in order. `toggled` holds the offsets of what differs from the beginning. */
export function toRows(root: JsonNode, toggled: ReadonlySet<number>): TreeRow[] {
  const isSmall = countNodes(root, SMALL) <= SMALL;
  const rows: TreeRow[] = [];
  const waiting: { node: JsonNode; name: string | number | null; depth: number; isDuplicate: boolean }[] = [
    { node: root, name: null, depth: 0, isDuplicate: false },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const members = membersOf(next.node);
    const startsOpen = isSmall || next.depth === 0;
    const isOpen = members.length > 0 && startsOpen !== toggled.has(next.node.offset);
    rows.push({ ...next, children: members.length, isOpen });
    if (!isOpen) continue;
    const duplicates = findDuplicates(next.node);
    for (const member of members.toReversed()) {
      waiting.push({ ...member, depth: next.depth + 1, isDuplicate: duplicates.has(String(member.name)) });
    }
  }
  return rows;
}

/** The keys and indexes that lead to a value. */
export function toSteps(node: JsonNode): (string | number)[] {
  return getNodePath(node);
}

/** `$.message.content[0]["odd key"]`. */
export function toPath(node: JsonNode): string {
  return toPathText(toSteps(node));
}

/** The value that a way leads to, or where the way ends: for a missing field, what it should be in. */
export function nearestNode(root: JsonNode, path: readonly (string | number)[]): JsonNode {
  let node = root;
  for (const step of path) {
    const next = membersOf(node).find(({ name }) => name === step);
    if (next === undefined) break;
    ({ node } = next);
  }
  return node;
}

/** What has to be toggled besides, so that a value has its row. */
export function openWay(root: JsonNode, target: JsonNode, toggled: ReadonlySet<number>): ReadonlySet<number> {
  const isSmall = countNodes(root, SMALL) <= SMALL;
  const next = new Set(toggled);
  for (let node = target.parent; node !== undefined; node = node.parent) {
    if (node.type === 'property') continue;
    const startsOpen = isSmall || node === root;
    if (startsOpen) next.delete(node.offset);
    else next.add(node.offset);
  }
  return next;
}

/** What copying a value gives: the text of a string, and the exact JSON of all else. */
export function toCopy(node: JsonNode, text: string): string {
  return node.type === 'string' ? String(node.value) : text.slice(node.offset, node.offset + node.length);
}

function membersOf(node: JsonNode): { readonly node: JsonNode; readonly name: string | number }[] {
  const children = node.children ?? [];
  if (node.type === 'array') return children.map((child, index) => ({ node: child, name: index }));
  if (node.type !== 'object') return [];
  return children.flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key && value ? [{ node: value, name: String(key.value) }] : [];
  });
}

function findDuplicates(node: JsonNode): ReadonlySet<string> {
  const met = new Set<string>();
  const twice = new Set<string>();
  if (node.type !== 'object') return twice;
  for (const { name } of membersOf(node)) {
    const key = String(name);
    if (met.has(key)) twice.add(key);
    met.add(key);
  }
  return twice;
}

function countNodes(root: JsonNode, enough: number): number {
  let count = 0;
  const waiting = [root];
  for (let node = waiting.pop(); node && count <= enough; node = waiting.pop()) {
    count += 1;
    for (const child of node.children ?? []) waiting.push(child);
  }
  return count;
}
