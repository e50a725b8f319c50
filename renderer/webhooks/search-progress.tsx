import { X } from 'lucide-react';

import { Button } from '../ui/button.tsx';
import { useList } from './list-context.tsx';
import type { Search } from './list-snapshot.ts';
import styles from './search-progress.module.css';

/** How far a search through the webhooks themselves is, and the way to end it. */
export function SearchProgress({ search: { searched, isStopped } }: { readonly search: Search }) {
  const { source } = useList();
  const percent = Math.floor(searched * 100);
  if (isStopped) return <span className={styles['text']}>Stopped: the newest {percent} % searched</span>;
  return (
    <>
      <progress aria-label="Searched" className={styles['bar']} value={searched} />
      <span className={styles['text']}>{percent} % searched</span>
      <Button icon={X} onClick={() => source.stopSearch()}>
        Stop
      </Button>
    </>
  );
}
