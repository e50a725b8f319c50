import { partsOf } from '../../shared/filter/filter.ts';
import { parseFilter } from '../../shared/filter/parse-filter.ts';
import { printFilter } from '../../shared/filter/print-filter.ts';

/** The filter as it is edited: finished conditions, and what is being written after them. */
export interface FilterText {
  /** Each can be read by itself. */
  readonly tags: readonly string[];
  readonly draft: string;
}

export const NO_FILTER: FilterText = { tags: [], draft: '' };

/** The conditions of a text, a tag each; a text that can't be read stays as it is, to be corrected. */
export function toTags({ tags, draft }: FilterText): FilterText {
  const parsed = parseFilter(draft);
  if (!parsed.ok) return { tags, draft };
  return { tags: [...new Set([...tags, ...partsOf(parsed.filter).map(printFilter)])], draft: '' };
}

/** After a space: what is finished becomes tags. Plain words may go on. */
export function afterTyping(text: FilterText): FilterText {
  if (!text.draft.endsWith(' ')) return text;
  const parsed = parseFilter(text.draft);
  return parsed.ok && partsOf(parsed.filter).at(-1)?.type !== 'text' ? toTags(text) : text;
}

/** The whole filter in one line. Of a draft that can't be read, what is before its last word; or nothing. */
export function toFilter({ tags, draft }: FilterText): string {
  for (const text of [draft, draft.slice(0, draft.lastIndexOf(' ') + 1), '']) {
    const parsed = parseFilter([...tags, text].join(' '));
    if (parsed.ok) return printFilter(parsed.filter);
  }
  return '';
}
