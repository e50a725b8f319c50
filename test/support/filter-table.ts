import { FILTER_WORDS } from '../../shared/filter/filter-words.ts';

/** The words of the language as the table of docs/filter.md. */
export function toWordTable(): string {
  const rows = FILTER_WORDS.map(({ name, about, values, isClosed, examples }) => {
    const known = isClosed ? values.map(({ value }) => `\`${value}\``).join(' ') : '';
    return `| \`${name}:\` | ${about} | ${examples.map((example) => `\`${example}\``).join(' ')} | ${known} |`;
  });
  return ['| word | finds webhooks by | examples | values |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
