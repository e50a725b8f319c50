import type { Output } from '../../shared/contract.ts';
import { formatCount } from '../../shared/format.ts';
import input from '../ui/field.module.css';
import { detailOf, findInCatalogue, toKey } from './entry-words.ts';
import { OptionList } from './option-list.tsx';
import styles from './simulate-page.module.css';
import { useSimulateStore } from './simulate-store.ts';
import { chooseEntry, chooseLife } from './use-drafting.ts';

/** All that can be simulated: webhooks, or lives. */
export function CatalogueColumn({ catalogue }: { readonly catalogue: Output<'simulate:catalogue'> }) {
  const { mode, search, entry, life, channel, change } = useSimulateStore();
  if (mode === 'scenario') {
    const choose = (name: string): void => {
      const channels = catalogue.lives.find((each) => each.name === name)?.channels ?? [];
      void chooseLife(name, channels.includes(channel) ? channel : (channels[0] ?? ''));
    };
    const options = catalogue.lives.map(({ name, label, channels }) => ({
      key: name,
      title: label,
      detail: channels.join(', '),
    }));
    return <OptionList label="Lives" options={options} chosen={life} onChoose={choose} />;
  }
  const found = findInCatalogue(catalogue.entries, search);
  const choose = (key: string): void => {
    const chosen = found.find((each) => toKey(each) === key);
    if (chosen) void chooseEntry(chosen);
  };
  return (
    <>
      <div className={styles['search']}>
        <input
          type="search"
          aria-label="Search the catalogue"
          placeholder="Kind, channel or status"
          autoComplete="off"
          spellCheck={false}
          data-search
          className={input['input']}
          value={search}
          onChange={({ target }) => change({ search: target.value })}
        />
        <p role="status" className={styles['count']}>
          {tellCount(found.length)}
        </p>
      </div>
      <OptionList
        label="Catalogue"
        options={found.map((each) => ({ key: toKey(each), title: each.label, detail: detailOf(each) }))}
        chosen={entry === null ? null : toKey(entry)}
        onChoose={choose}
      />
    </>
  );
}

function tellCount(count: number): string {
  if (count === 0) return 'Nothing has all of these words';
  return count === 1 ? '1 webhook' : `${formatCount(count)} webhooks`;
}
