import { describe, expect, test } from 'vitest';

import { parseJson, type JsonNode } from '../../renderer/payload/json-document.ts';
import { toCopy, toPath, toRows } from '../../renderer/payload/json-tree.ts';
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

describe('problems', () => {
  test.each([
    ['{"a": tru}', 1, 7],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['{"a": 1,}', 1, 9],
    ['{"a": "no end', 1, 7],
    ['[1, 2] x', 1, 8],
    ['{"a": 1 /* no */}', 1, 9],
    ['{"a":\n\n\n  NaN}', 4, 3],
  ])('%j breaks at line %d, column %d', (text, line, column) => {
    expect(parseJson(text).problem).toMatchObject({ line, column });
  });

  test.each(['{}', '[]', '"text"', '0', '{"a":{"a":1},"b":[1e5,-0.1,true,null]}'])('%s has none', (text) => {
    expect(parseJson(text).problem).toBeNull();
  });

  test('nesting beyond all measure is told, not thrown', () => {
    expect(parseJson('['.repeat(50_000)).problem).not.toBeNull();
  });
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
