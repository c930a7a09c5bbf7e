'use client'

import { Download, RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { linkPath } from '@/lib/protocol'
import buttonStyles from '../interface/Button.module.css'
import { saveFile } from '../menu/save-file'
import { forgetRemoved } from '../removal/forget-removed'
import { RemoveDialog } from '../removal/RemoveDialog'
import { RemovedNotice } from '../removal/RemovedNotice'
import { RawValues } from './RawValues'
import styles from './SafeBoard.module.css'
import { useRawBoard } from './use-raw-board'

const time = new Intl.DateTimeFormat('en', { timeStyle: 'medium' })

/**
 * A board as it lies there, for when its page does not open or breaks: this is all that the page does in safe mode. It opens
 * no copy of this browser, computes no chain, joins nobody and changes nothing.
 */
export function SafeBoard({ boardId, secret }: { boardId: string; secret: string }) {
  const { role, board, at, failure, isReading, readAgain } = useRawBoard(boardId, secret)
  const [removal, setRemoval] = useState<'none' | 'asked' | 'done'>('none')
  const download = board && (() => saveFile(`board ${boardId}.json`, board.fileText()))
  if (removal === 'done') return <RemovedNotice />
  return (
    <main className={styles.page}>
      <h1>Safe mode</h1>
      <p className={styles.words}>
        This page shows what the board holds and does nothing with it: no chain is computed, no run is
        trained, no cursors are shown, and neither the board nor this browser’s own copy of it is changed.
      </p>
      <div className={styles.actions}>
        <a className={buttonStyles.button} href={linkPath(boardId, secret)}>
          Leave safe mode
        </a>
        <button type="button" className={buttonStyles.button} disabled={isReading} onClick={readAgain}>
          <RotateCw size={16} aria-hidden="true" />
          Read again
        </button>
        {download && (
          <button type="button" className={buttonStyles.button} onClick={download}>
            <Download size={16} aria-hidden="true" />
            Download as JSON
          </button>
        )}
        {role === 'owner' && (
          <button type="button" className={buttonStyles.danger} onClick={() => setRemoval('asked')}>
            <Trash2 size={16} aria-hidden="true" />
            Delete this board…
          </button>
        )}
      </div>
      <p role="status" className={styles.words}>
        {isReading ? 'Reading the board…' : at && `As it was at ${time.format(at)}.`}
      </p>
      {failure && !isReading && (
        <p role="alert" className={styles.failure}>
          The board could not be read. {failure}
        </p>
      )}
      {board?.unreadable && (
        <p role="alert" className={styles.failure}>
          What came cannot be read as a document ({board.unreadable}). The file has its bytes.
        </p>
      )}
      {board && <RawValues board={board} />}
      {removal === 'asked' && (
        <RemoveDialog
          boardId={boardId}
          ownerSecret={secret}
          onDownload={download}
          onRemoved={() => {
            forgetRemoved(boardId)
            setRemoval('done')
          }}
          onClose={() => setRemoval('none')}
        />
      )}
    </main>
  )
}
