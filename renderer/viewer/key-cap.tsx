import styles from './key-cap.module.css';

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  Delete: 'Del',
  Backspace: '⌫',
  '-': '−',
};

/** One key of the keyboard, by its `KeyboardEvent.key`. */
export function KeyCap({ name }: { readonly name: string }) {
  return <kbd className={styles.key}>{signs[name] ?? (name.length === 1 ? name.toUpperCase() : name)}</kbd>;
}
