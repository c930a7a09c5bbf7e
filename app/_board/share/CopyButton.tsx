'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import buttonStyles from '../interface/Button.module.css'
import { copyText } from '../interface/copy-text'
import styles from './Share.module.css'

const FEEDBACK_MS = 2500

/** Copies `text`, which is `what` in words, and says on itself and aloud whether that worked. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [outcome, setOutcome] = useState<'Copied' | 'Select it and copy' | null>(null)

  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), FEEDBACK_MS)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async () => setOutcome((await copyText(text)) ? 'Copied' : 'Select it and copy')

  return (
    <>
      <button
        type="button"
        className={`${buttonStyles.button} ${styles.copy}`}
        disabled={text === ''}
        onClick={copy}
      >
        {outcome === 'Copied' ? (
          <Check size={16} aria-hidden="true" />
        ) : (
          <Copy size={16} aria-hidden="true" />
        )}
        <span>
          {outcome ?? 'Copy'}
          <span className="unseen"> {what}</span>
        </span>
      </button>
      <span className="unseen" role="status">
        {outcome}
      </span>
    </>
  )
}
