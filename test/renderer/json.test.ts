import { describe, expect, test } from 'vitest';

import { parseJson, type JsonNode } from '../../renderer/payload/json-document.ts';
import { nearestNode, openWay, toCopy, toPath, toRows } from '../../renderer/payload/json-tree.ts';
import { prettyJson } from '../../renderer/payload/pretty-json.ts';

function rootOf(text: string): JsonNode {
  const { root } = parseJson(text);
  if (root === null) throw new Error(`no JSON: ${text}`);
  return root;
}

const rowsOf = (text: string, toggled: number[] = []) => toRows(rootOf(text), new Set(toggled));

describe('pretty', () => {
  test('indents and keeps every literal as it was', () => {
    const text = String.raw`{"id":12345678901234567890,"e":1E400,"a":[1,[],{}],"id":"\u202e","f":1.10}`;
    expect(prettyJson(text)).toBe(
      String.raw`{
  "id": 12345678901234567890,
  "e": 1E400,
  "a": [
    1,
    [],
    {}
  ],
  "id": "\u202e",
  "f": 1.10
}`,
    );
  });

  test('what is indented already stays the same', () => {
    const once = prettyJson('{"a":[1,2,{"b":null}]}');
    expect(prettyJson(once)).toBe(once);
  });
});

test('of broken JSON as much is there as could be read, and of what is too deep nothing', () => {
  expect(rowsOf('{"a": 1, "b": tru').map(({ name }) => name)).toContain('a');
  expect(parseJson('['.repeat(50_000)).root).toBeNull();
});

describe('tree', () => {
  test('both of two equal keys are there and marked', () => {
    const rows = rowsOf('{"id":1,"other":2,"id":3}');
    expect(rows.map(({ name, isDuplicate }) => [name, isDuplicate])).toEqual([
      [null, false],
      ['id', true],
      ['other', false],
      ['id', true],
    ]);
  });

  test('a hundred levels are all reachable', () => {
    const rows = rowsOf(`${'['.repeat(100)}1${']'.repeat(100)}`);
    expect(rows.at(-1)).toMatchObject({ depth: 100, name: 0 });
  });

  test('a large document starts with its first level', () => {
    const rows = rowsOf(JSON.stringify(Array.from({ length: 300 }, (_, n) => ({ n }))));
    expect(rows).toHaveLength(301);
    expect(rows[1]).toMatchObject({ isOpen: false, children: 1 });
  });

  test('toggling closes what is open', () => {
    expect(rowsOf('{"a":{"b":1}}')).toHaveLength(3);
    expect(rowsOf('{"a":{"b":1}}', [5])).toHaveLength(2);
  });

  test('a path names keys and indexes, odd ones in quotes', () => {
    const rows = rowsOf('{"a":[{"odd key":{"$b":1}}]}');
    expect(rows.map(({ node }) => toPath(node))).toEqual([
      '$',
      '$.a',
      '$.a[0]',
      '$.a[0]["odd key"]',
      '$.a[0]["odd key"].$b',
    ]);
  });

  test('copying gives the text of a string and the exact literal of a number', () => {
    const text = String.raw`["a\nb",12345678901234567890]`;
    expect(rowsOf(text).map(({ node }) => toCopy(node, text))).toEqual([text, 'a\nb', '12345678901234567890']);
  });
});

describe('a way', () => {
  const root = rootOf('{"a":{"b":[{"c":1}]},"c":2}');

  test.each([
    [['a', 'b', 0, 'c'], '$.a.b[0].c'],
    [['a', 'b', 0, 'gone'], '$.a.b[0]'],
    [['gone', 'a'], '$'],
    [['a', 'b', 7], '$.a.b'],
  ])('%j leads to %s', (path, expected) => expect(toPath(nearestNode(root, path))).toBe(expected));

  test('is opened, whether its objects start open or closed', () => {
    const target = nearestNode(root, ['a', 'b', 0, 'c']);
    const closed = new Set(toRows(root, new Set()).map(({ node }) => node.offset));
    expect(toRows(root, openWay(root, target, closed)).some(({ node }) => node === target)).toBe(true);
    const large = rootOf(JSON.stringify(Array.from({ length: 300 }, (_, n) => ({ n: { m: n } }))));
    const deep = nearestNode(large, [250, 'n', 'm']);
    expect(toRows(large, openWay(large, deep, new Set())).some(({ node }) => node === deep)).toBe(true);
  });
});
