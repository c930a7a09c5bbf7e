'use client'

import { type ChangeEvent, useId, useState } from 'react'
import type { ChainJson } from '@/lib/engine'
import buttonStyles from '../interface/Button.module.css'
import { DialogFrame } from '../interface/DialogFrame'
import { chainSummary, readChainText } from './chain-text'
import styles from './MenuDialogs.module.css'

interface Props {
  onImport: (chain: ChainJson) => void
  onClose: () => void
}

const MOST_BYTES = 1_048_576

/** Takes a chain from a file or from pasted text, and says what is in it before anything changes. */
export function ImportDialog({ onImport, onClose }: Props) {
  const [text, setText] = useState('')
  const [fileComplaint, setFileComplaint] = useState<string | null>(null)
  const outcome = useId()
  const reading = text.trim() === '' ? null : readChainText(text)
  const complaint = fileComplaint ?? (reading?.ok === false ? reading.message : null)

  const takeFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = '' // so that the same file can be chosen again after it was mended
    if (!file) return
    if (file.size > MOST_BYTES) {
      setFileComplaint(`${file.name} is larger than 1 MB, which no chain for a board is.`)
      return
    }
    setFileComplaint(null)
    try {
      setText(await file.text())
    } catch {
      setFileComplaint(`${file.name} could not be read. Choose it again, or paste its text.`)
    }
  }

  return (
    <DialogFrame
      title="Import a chain"
      description="From a .chain.json file, or paste its text. It takes the place of the chain on this board, for everyone here. Undo brings the old one back."
      onClose={onClose}
    >
      <label className={`${buttonStyles.button} ${styles.file}`}>
        Choose a file…
        <input type="file" accept=".json,application/json" className="unseen" onChange={takeFile} />
      </label>
      <textarea
        className={styles.text}
        aria-label="Text of the chain"
        aria-describedby={outcome}
        aria-invalid={complaint !== null}
        rows={9}
        spellCheck={false}
        placeholder='{"x": 1, "y": 0.5, "layers": [{"w": 0.8, "activation": "tanh"}], "loss": "squared"}'
        value={text}
        onChange={event => {
          setFileComplaint(null)
          setText(event.target.value)
        }}
      />
      <p id={outcome} role="status" className={styles.outcome} data-bad={complaint !== null || undefined}>
        {complaint ??
          (reading?.ok ? `${chainSummary(reading.value)}.` : 'Nothing changes until you press Import.')}
      </p>
      <div className={styles.actions}>
        <button
          type="button"
          className={buttonStyles.primary}
          disabled={!reading?.ok || complaint !== null}
          onClick={() => reading?.ok && onImport(reading.value)}
        >
          Import
        </button>
        <button type="button" className={buttonStyles.button} onClick={onClose}>
          Cancel
        </button>
      </div>
    </DialogFrame>
  )
}
