import styles from './Opening.module.css'

/** What stands on the page until the board has arrived. It never looks like an empty board. */
export function Opening({ words = 'Opening the board…' }: { words?: string }) {
  return (
    <main className={styles.opening}>
      <p role="status">{words}</p>
    </main>
  )
}
