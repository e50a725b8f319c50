import { usePlace } from './place-store.ts';
import styles from './problem-strips.module.css';

/** From a strip to the page where something can be done about it. */
export function SetupLink() {
  const goTo = usePlace((place) => place.goTo);
  return (
    <button type="button" className={styles['link']} onClick={() => goTo('setup')}>
      Open Setup
    </button>
  );
}
