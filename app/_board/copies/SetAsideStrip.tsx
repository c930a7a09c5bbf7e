'use client'

import { useState } from 'react'
import type { Role } from '@/lib/protocol'
import buttonStyles from '../interface/Button.module.css'
import { Strip } from '../interface/Strip'
import { downloadCopy } from './download-copy'
import { mayPutBack, type SetAside, setAsideWords } from './set-aside'

interface Props {
  work: SetAside
  role: Role | null
  onPutBack: () => void
  onKeepAgain: () => void
  onShowCopies: () => void
  onDismiss: () => void
}

/** What happened to work that the page has parted from, and where it is now. */
export function SetAsideStrip({ work, role, onPutBack, onKeepAgain, onShowCopies, onDismiss }: Props) {
  const [isDownloaded, setDownloaded] = useState(false)
  const isKept = work.keep === 'kept'
  const download = () => {
    downloadCopy(work.copy)
    setDownloaded(true)
  }
  return (
    <Strip
      tone="warning"
      onDismiss={isKept || isDownloaded ? onDismiss : undefined}
      actions={
        <>
          {mayPutBack(work, role) && (
            <button type="button" className={buttonStyles.button} onClick={onPutBack}>
              Put my work back
            </button>
          )}
          {!isKept && (
            <button type="button" className={buttonStyles.button} onClick={download}>
              Download my copy
            </button>
          )}
          {work.keep === 'full' && (
            <button type="button" className={buttonStyles.button} onClick={onKeepAgain}>
              Keep it now
            </button>
          )}
          <button type="button" className={buttonStyles.button} onClick={onShowCopies}>
            Kept copies…
          </button>
        </>
      }
    >
      {setAsideWords(work)}
    </Strip>
  )
}
