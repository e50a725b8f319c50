import { LAYOUTS, SERIALISERS, writeString } from '../json-dialects.ts';
import type { JsonNode } from '../json-text.ts';
import { readJson, writeJson } from '../json-text.ts';
import type { Cause } from './cause.ts';

const BOM_TEXT = '\ufeff';
const same = (raw: string): string => raw;

/** Says what was done to a body, given the text that was signed and the one that arrived. Both are known, so all of it is fact. */
export function nameBodyChanges(signed: Uint8Array, received: Uint8Array): Cause[] {
  const before = Buffer.from(signed).toString('utf8');
  const after = Buffer.from(received).toString('utf8');
  const causes = [...nameFrame(before, after), ...nameContent(trim(before), trim(after))];
  return causes.length > 0 ? causes : [cause('body-re-encoded', 'Its bytes were written in another encoding')];
}

function nameFrame(before: string, after: string): Cause[] {
  const causes: Cause[] = [];
  const hadBom = before.startsWith(BOM_TEXT);
  if (hadBom !== after.startsWith(BOM_TEXT)) {
    causes.push(
      hadBom
        ? cause('body-bom-removed', 'The byte order mark at its beginning was removed')
        : cause('body-bom-added', 'A byte order mark was put at its beginning'),
    );
  }
  const [from, to] = [endOf(before), endOf(after)];
  if (from !== to) causes.push(nameEnd(from, to));
  return causes;
}

function nameEnd(from: string, to: string): Cause {
  if (from === '') return cause('body-newline-added', 'A line break was added at its end');
  if (to === '') return cause('body-newline-removed', 'The line break at its end was removed');
  return cause('body-line-endings', 'The line break at its end was changed');
}

function nameContent(before: string, after: string): Cause[] {
  if (before === after) return [];
  if (unify(before) === unify(after)) {
    const words = after.includes('\r\n') ? 'from LF to CRLF' : 'from CRLF to LF';
    return [cause('body-line-endings', `Its line endings were changed ${words}`)];
  }
  const [signed, received] = [readJson(before), readJson(after)];
  if (signed === null || received === null) return nameText(before, after);
  const causes = [
    ...nameLayout(before, after, signed, received),
    ...nameStrings(before, after),
    ...nameOrder(signed, received),
    ...nameNumbers(signed, received),
  ];
  return causes.length > 0 ? [...causes, ...nameSerialiser(after, received)] : nameText(before, after);
}

/** What is left once layout, order, numbers and the usual escapes are the same. */
function nameText(before: string, after: string): Cause[] {
  if (before.normalize('NFC') === after.normalize('NFC')) {
    return [cause('body-normalised', 'Its accented letters were written in another Unicode form')];
  }
  const asLatin1 = Buffer.from(after, 'latin1');
  if (asLatin1.toString('utf8') !== before) {
    return [cause('body-characters-rewritten', 'Characters in it were escaped, or their escapes undone')];
  }
  return asLatin1.equals(Buffer.from(before))
    ? [cause('body-encoded-twice', 'Its UTF-8 was taken for ISO-8859-1 and encoded as UTF-8 once more')]
    : [cause('body-charset', 'Its text was converted from ISO-8859-1 to UTF-8')];
}

function nameLayout(before: string, after: string, signed: JsonNode, received: JsonNode): Cause[] {
  if (skeleton(before) === skeleton(after)) return [];
  const [from, to] = [layoutOf(before, signed), layoutOf(after, received)];
  if (from !== null && from === to) return [];
  if (to === null) return [cause('body-white-space', 'The white space in it was changed')];
  return [
    cause(
      `body-${to.name}`,
      `It was ${to.name}: it came ${to.words}${from === null ? '' : `, and was signed ${from.words}`}`,
    ),
  ];
}

function layoutOf(text: string, json: JsonNode): (typeof LAYOUTS)[number] | null {
  const find = ({ separators }: (typeof LAYOUTS)[number]): boolean =>
    writeJson(json, { separators, string: same, number: same, order: null }) === text;
  return LAYOUTS.find(find) ?? null;
}

/** The white space between the parts, without the parts. */
function skeleton(text: string): string {
  return text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"/gs, '"').replaceAll(/[^\s"{}[\],:]+/g, '0');
}

const ESCAPES: readonly (readonly [string, RegExp, string])[] = [
  ['unicode', /(?<!\\)(?:\\\\)*\\u(?!00[0-7])[\da-f]{4}/gi, 'characters beyond ASCII'],
  ['slashes', /(?<!\\)(?:\\\\)*\\\//g, 'slashes'],
  ['html', /(?<!\\)(?:\\\\)*\\u00(?:3c|3e|26)/gi, '"<", ">" and "&"'],
];

function nameStrings(before: string, after: string): Cause[] {
  const causes = ESCAPES.flatMap(([name, pattern, words]): Cause[] => {
    const [from, to] = [before.match(pattern) ?? [], after.match(pattern) ?? []];
    if (to.length > from.length) return [cause(`body-${name}-escaped`, `Its ${words} were escaped`)];
    if (to.length < from.length) return [cause(`body-${name}-unescaped`, `The escapes of its ${words} were undone`)];
    // Sorted, because keys may have moved.
    const isSame = from.toSorted().join() === to.toSorted().join();
    return isSame ? [] : [cause(`body-${name}-rewritten`, `The escapes of its ${words} were written in other letters`)];
  });
  return causes;
}

function nameOrder(signed: JsonNode, received: JsonNode): Cause[] {
  const [from, to] = [namesOf(signed), namesOf(received)];
  if (from.join() === to.join()) return [];
  const isSorted = namesOf(received, true).join() === to.join();
  return [cause('body-keys-reordered', isSorted ? 'Its keys were sorted' : 'The order of its keys was changed')];
}

function namesOf(node: JsonNode, sorted = false): string[] {
  if (node.type === 'array') return node.items.flatMap((item) => namesOf(item, sorted));
  if (node.type !== 'object') return [];
  const named = node.members.map(([name, value]) => [JSON.parse(name) as string, value] as const);
  const members = sorted ? named.toSorted(([left], [right]) => (left < right ? -1 : Number(left > right))) : named;
  return members.flatMap(([name, value]) => [JSON.stringify(name), ...namesOf(value, sorted)]);
}

function nameNumbers(signed: JsonNode, received: JsonNode): Cause[] {
  const isSame = numbersOf(signed).toSorted().join() === numbersOf(received).toSorted().join();
  return isSame
    ? []
    : [cause('body-numbers-rewritten', 'Its numbers were written in another way, such as 51.5 for 51.50')];
}

function numbersOf(node: JsonNode): string[] {
  if (node.type === 'array') return node.items.flatMap(numbersOf);
  if (node.type === 'object') return node.members.flatMap(([, value]) => numbersOf(value));
  return node.type === 'number' ? [node.raw] : [];
}

/** Adds who writes so, where that can be told: with nothing to escape most of them write the same. */
function nameSerialiser(after: string, received: JsonNode): Cause[] {
  const fitting = SERIALISERS.filter(({ layout, strings }) => {
    const separators = LAYOUTS[layout]?.separators;
    if (separators === undefined) return false;
    const string = (raw: string): string => writeString(raw, strings);
    return writeJson(received, { separators, string, number: same, order: null }) === after;
  });
  const [only] = fitting;
  return fitting.length === 1 && only !== undefined
    ? [cause('body-serialiser', `This is how ${only.words} writes it`)]
    : [];
}

function cause(name: string, sentence: string): Cause {
  return { name, sentence: `${sentence}.` };
}

function trim(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/[\r\n]+$/, '');
}

function endOf(text: string): string {
  return /[\r\n]*$/.exec(text)?.[0] ?? '';
}

function unify(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
