import { MOST_VALUES, type RawBoard } from './raw-board'
import styles from './SafeBoard.module.css'

/** The values of a board, each where it stands. */
export function RawValues({ board }: { board: RawBoard }) {
  return (
    <>
      <div className={styles.frame}>
        <table className={styles.values}>
          <caption className="unseen">What the board holds</caption>
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">What stands there</th>
            </tr>
          </thead>
          <tbody>
            {board.values.map(({ path, text }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: paths that were cut may be alike, and the list never changes
              <tr key={i}>
                <th scope="row">{path.join(' › ')}</th>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {board.hasMore && (
        <p className={styles.words}>
          The first {MOST_VALUES.toLocaleString('en')} values. The file has all of them.
        </p>
      )}
    </>
  )
}
