import * as fc from 'fast-check';
import { Circle } from 'lucide-react';
import { describe, expect, test } from 'vitest';

import type { Command } from '../../renderer/palette/command.ts';
import { listCommands, matchCommands } from '../../renderer/palette/match-commands.ts';

const aCommand = (label: string, given: Partial<Command> = {}): Command => ({
  id: label,
  group: 'Go to',
  label,
  icon: Circle,
  run: () => {},
  ...given,
});

const COMMANDS = [
  aCommand('Copy as cURL', { group: 'Webhook', words: 'shell terminal' }),
  aCommand('Go to Settings', { words: 'preferences' }),
  aCommand('Show Inbound'),
  aCommand('Go online', { group: 'Online', words: 'tunnel ngrok' }),
  aCommand('Copy Inbound URL', { group: 'Copy address', detail: '/webhooks/inbound-message' }),
  aCommand('Dark theme', { group: 'Window', words: 'appearance mode' }),
];
const found = (search: string): string[] => matchCommands(COMMANDS, search).map(({ label }) => label);

const listed = (search: string, used: string[]) =>
  listCommands(COMMANDS, search, used).map(({ group, commands }) => [group, commands.map(({ label }) => label)]);

describe('matchCommands', () => {
  test.each([
    ['the beginning of a word', 'inb', ['Show Inbound', 'Copy Inbound URL']],
    ['words in any order', 'url inb', ['Copy Inbound URL']],
    ['a synonym', 'tunnel', ['Go online']],
    ['a synonym and a word', 'mode dark', ['Dark theme']],
    ['the group', 'address', ['Copy Inbound URL']],
    ['what stands beside the label', '/webhooks/inb', ['Copy Inbound URL']],
    ['any case and accent', 'DÁRK  thém', ['Dark theme']],
    ['the beginning before the synonym', 'go t', ['Go to Settings', 'Go online', 'Show Inbound']],
    ['the inside of a word where no word begins like that', 'ttin', ['Go to Settings']],
    ['no inside of a word else', 'on', ['Go online']],
    ['nothing of what one word misses', 'copy nowhere', []],
  ])('finds by %s', (_name, search, expected) => expect(found(search)).toEqual(expected));

  test.each([
    ['nothing', '', COMMANDS.length],
    ['only blanks', ' \t\u00A0 ', COMMANDS.length],
    ['signs of a pattern', '.*(', 0],
    ['an unpaired surrogate', '\uD83D', 0],
    ['NUL and marks of direction', '\u0000\u202E', 0],
    ['only accents', '\u0301\u0301', COMMANDS.length],
    ['a megabyte', 'x'.repeat(1_000_000), 0],
    ['many words', 'go '.repeat(100_000), 3],
  ])('takes %s', (_name, search, count) => expect(found(search)).toHaveLength(count));

  test('signs in a name are found as they are', () => {
    const named = [aCommand('Show 🔥 > 5 s'), aCommand('Show ???')];
    expect(matchCommands(named, '🔥')).toEqual([named[0]]);
    expect(matchCommands(named, '> 5')).toEqual([named[0]]);
    expect(matchCommands(named, '???')).toEqual([named[1]]);
  });

  test('whatever is searched, each command is found at most once, and by its own name', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.string({ unit: 'binary' }), (labels, search) => {
        const commands = labels.map((label, index) => aCommand(label, { id: String(index) }));
        const matched = matchCommands(commands, search);
        expect(new Set(matched).size).toBe(matched.length);
        expect(commands).toEqual(expect.arrayContaining(matched));
        for (const command of commands) {
          if (command.label.length <= 20) expect(matchCommands(commands, command.label)).toContain(command);
        }
      }),
    );
  });
});

describe('listCommands', () => {
  test('with nothing to search, what was used last comes first, once, and no more than is possible', () => {
    expect(listed('', ['Dark theme', 'gone', 'Go online'])).toEqual([
      ['Used last', ['Dark theme', 'Go online']],
      ['Webhook', ['Copy as cURL']],
      ['Go to', ['Go to Settings', 'Show Inbound']],
      ['Copy address', ['Copy Inbound URL']],
    ]);
    const many = Array.from({ length: 30 }, (_, index) => aCommand(`Command ${index}`));
    const [first] = listCommands(
      many,
      '',
      many.map(({ id }) => id),
    );
    expect(first?.commands).toHaveLength(5);
  });

  test('with something to search, the group of the best comes first', () => {
    expect(listed('copy inbound', ['Copy as cURL'])).toEqual([['Copy address', ['Copy Inbound URL']]]);
    expect(listed('go', ['Dark theme'])).toEqual([
      ['Go to', ['Go to Settings', 'Show Inbound']],
      ['Online', ['Go online']],
    ]);
  });
});
