'use client'

import buttonStyles from '../interface/Button.module.css'
import { DialogFrame } from '../interface/DialogFrame'
import styles from './Copies.module.css'

interface Props {
  isKept: boolean
  onGoOn: () => void
  onPutBack: () => void
}

/** Asks what to do when the server came back with older data than this page has. Closing it goes on with the server's. */
export function ReplacedDialog({ isKept, onGoOn, onPutBack }: Props) {
  return (
    <DialogFrame
      title="The server’s data was replaced"
      description={
        isKept
          ? 'A backup was restored, or the data were moved. The board there lacks work that you had here. Your copy is kept in this browser, so nothing is lost either way.'
          : 'A backup was restored, or the data were moved. The board there lacks work that you had here. This browser could not keep your copy: download it before you close the page.'
      }
      onClose={onGoOn}
    >
      <dl className={styles.ways}>
        <dt>Go on with the server’s board</dt>
        <dd>Your copy stays under “Kept copies” in the menu. You can put it back later.</dd>
        <dt>Put my work back</dt>
        <dd>
          Merges your copy into the board, for everyone: what the board lacks comes back, and what others did
          since stays. Where both changed the same number, one of the two remains.
        </dd>
      </dl>
      <div className={styles.actions}>
        <button type="button" className={buttonStyles.primary} onClick={onGoOn}>
          Go on with the server’s board
        </button>
        <button type="button" className={buttonStyles.button} onClick={onPutBack}>
          Put my work back
        </button>
      </div>
    </DialogFrame>
  )
}
