import styles from './keys.module.css';

const IS_MAC = navigator.platform.startsWith('Mac');
const SYMBOLS: Readonly<Record<string, string>> = IS_MAC
  ? { Ctrl: '⌘', Shift: '⇧', Delete: '⌫', Enter: '↩', Esc: 'esc', Alt: '⌥', Up: '↑', Down: '↓', Left: '←' }
  : { Up: '↑', Down: '↓', Left: '←', Delete: 'Del' };

/** `Ctrl+Delete` as key caps; Ctrl is Cmd on a Mac. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles['keys']}>
      {keys.split('+').map((key) => (
        <kbd key={key} className={styles['key']}>
          {SYMBOLS[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
