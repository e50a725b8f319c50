import { GROUPS, type Command, type Group } from './command.ts';

/** More than this is no search for a command; it may have been pasted by mistake. */
export const LONGEST_SEARCH = 100;
const MOST_USED_SHOWN = 5;

export interface CommandGroup {
  readonly group: Group;
  readonly commands: readonly Command[];
}

type Searched = Pick<Command, 'label' | 'words' | 'detail' | 'group'>;

/** How well a word is met; smaller is better. */
const BEGINS_WORD = 0;
const BEGINS_SYNONYM = 1;
const IS_INSIDE = 1_000;

/** What the palette lists: with nothing to search, everything, and before it what was used last. */
export function listCommands(commands: readonly Command[], search: string, used: readonly string[]): CommandGroup[] {
  if (search.trim() === '') {
    const latest = used
      .flatMap((id) => commands.find((command) => command.id === id) ?? [])
      .slice(0, MOST_USED_SHOWN)
      .map((command) => ({ ...command, group: 'Used last' as const }));
    return inGroups([...latest, ...commands.filter(({ id }) => !latest.some((each) => each.id === id))], GROUPS);
  }
  const found = matchCommands(commands, search);
  return inGroups(found, new Set(found.map(({ group }) => group)));
}

/**
 * Those that have all of the words, in any order: the best first, else as they came. The beginning of a word counts for
 * more than that of a synonym. The inside of a word counts where nothing begins like it.
 */
export function matchCommands<C extends Searched>(commands: readonly C[], search: string): C[] {
  const words = fold(search.slice(0, LONGEST_SEARCH)).split(/\s+/).filter(Boolean);
  const ranked = commands
    .map((command) => ({ command, rank: rankOf(command, words) }))
    .filter(({ rank }) => rank < Infinity)
    .toSorted((one, other) => one.rank - other.rank);
  const isBeginningMet = (ranked[0]?.rank ?? 0) < IS_INSIDE;
  return ranked.filter(({ rank }) => !isBeginningMet || rank < IS_INSIDE).map(({ command }) => command);
}

function rankOf({ label, words: synonyms = '', detail = '', group }: Searched, words: readonly string[]): number {
  const name = fold(label);
  const others = fold(`${synonyms} ${detail} ${group}`);
  const ranks = words.map((word) => {
    if (beginsWord(name, word)) return BEGINS_WORD;
    if (beginsWord(others, word)) return BEGINS_SYNONYM;
    return name.includes(word) ? IS_INSIDE : Infinity;
  });
  return ranks.reduce((sum, rank) => sum + rank, 0);
}

/** Whether one of the words of `text` begins like this; signs stand for themselves wherever they are. */
function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
  }
  return false;
}

/** Neither case nor accents tell one command from another. */
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function inGroups(commands: readonly Command[], order: Iterable<Group>): CommandGroup[] {
  return [...order]
    .map((group) => ({ group, commands: commands.filter((command) => command.group === group) }))
    .filter((each) => each.commands.length > 0);
}
