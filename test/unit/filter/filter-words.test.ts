import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { FILTER_LIMITS } from '../../../shared/filter/filter.ts';
import { FILTER_WORDS } from '../../../shared/filter/filter-words.ts';
import { parseFilter } from '../../../shared/filter/parse-filter.ts';
import { toWordTable } from '../../support/filter-table.ts';

const page = readFileSync(new URL('../../../docs/filter.md', import.meta.url), 'utf8');

describe('docs/filter.md', () => {
  test('has the table of words that the code has', () => {
    const rows = page.split('\n').map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .join(' | ')
        .trim(),
    );
    for (const row of toWordTable().split('\n').slice(2)) expect(rows).toContain(row);
    expect(rows.filter((row) => /^\| `[a-z]+:` \|/.test(row))).toHaveLength(FILTER_WORDS.length);
  });

  test('shows nothing that cannot be read', () => {
    const code = page.split('\n').flatMap((line) => line.split('`').filter((_part, index) => index % 2 === 1));
    const shown = code.filter((text) => /[a-z]:./.test(text) && !['word:value', 'contains:"..."'].includes(text));
    expect(shown.length).toBeGreaterThan(30);
    for (const text of shown) expect(parseFilter(text), text).toMatchObject({ ok: true });
  });

  test('shows one long example that can be read', () => {
    const [, example = ''] = /```\n([^`]+)```/.exec(page) ?? [];
    expect(parseFilter(example)).toMatchObject({ ok: true });
  });

  test('tells the limits', () => {
    const { characters, conditions, depth } = FILTER_LIMITS;
    expect(page).toContain(
      `At most ${characters.toLocaleString('en-US')} characters, ${conditions} conditions, and parentheses ${depth} deep.`,
    );
  });
});

test('words are told apart', () => {
  const names = FILTER_WORDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
