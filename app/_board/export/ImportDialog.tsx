'use client'

import { type ChangeEvent, useCallback, useEffect, useId, useState } from 'react'
import { useBoardScope } from '../board-scope'
import buttonStyles from '../interface/Button.module.css'
import { DialogFrame } from '../interface/DialogFrame'
import menuStyles from '../menu/MenuDialogs.module.css'
import { fileSummary, MOST_FILE_BYTES, permitted, readBoardFile } from './board-file'
import { importPaced } from './import-paced'

interface Props {
  /** A file that was dropped on the board. */
  file: File | null
  onSay: (words: string) => void
  onClose: () => void
}

/** A text of more characters than this is not shown in the field: it is only read. */
const MOST_SHOWN = 20_000

/** Takes a board, a chain or annotations from a file or from pasted text, and says what is in it before anything changes. */
export function ImportDialog({ file, onSay, onClose }: Props) {
  const { board, undo, mayEdit } = useBoardScope()
  const [text, setText] = useState('')
  const [fileComplaint, setFileComplaint] = useState<string | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const outcome = useId()
  const reading = useReading(text)
  const found = reading?.ok ? permitted(reading.value, mayEdit) : null
  const isNothing = found !== null && found.chain === null && found.elements === null
  const complaint =
    fileComplaint ??
    (reading?.ok === false ? reading.message : null) ??
    (isNothing
      ? 'Your link lets you draw, and not change the chain; there is nothing else in this file.'
      : null)

  const takeFile = useCallback(async (file: File) => {
    if (file.size > MOST_FILE_BYTES) {
      setFileComplaint(`${file.name} is larger than 64 MB, which no board is.`)
      return
    }
    setFileComplaint(null)
    try {
      setText(await file.text())
    } catch {
      setFileComplaint(`${file.name} could not be read. Choose it again, or paste its text.`)
    }
  }, [])
  useEffect(() => {
    if (file) void takeFile(file)
  }, [file, takeFile])

  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0]
    event.target.value = '' // so that the same file can be chosen again after it was mended
    if (chosen) void takeFile(chosen)
  }

  const bring = async () => {
    if (found === null) return
    setShare(0)
    const refused = await importPaced(board, undo, found, setShare)
    setShare(null)
    if (refused !== null) return setFileComplaint(refused)
    onSay(`The import is on the board: ${fileSummary(found)}. Undo takes it back.`)
    onClose()
  }

  return (
    <DialogFrame
      title="Import"
      description="A board, a chain or annotations: JSON, or an SVG that was exported here. A chain takes the place of the one on this board, for everyone here; annotations come to those that are there. Undo takes all of it back."
      onClose={onClose}
    >
      <label className={`${buttonStyles.button} ${menuStyles.file}`}>
        Choose a file…
        <input
          type="file"
          accept=".json,.svg,application/json,image/svg+xml"
          className="unseen"
          onChange={choose}
        />
      </label>
      <textarea
        className={menuStyles.text}
        aria-label="Text of the file"
        aria-describedby={outcome}
        aria-invalid={complaint !== null}
        rows={9}
        spellCheck={false}
        placeholder='{"x": 1, "y": 0.5, "layers": [{"w": 0.8, "activation": "tanh"}], "loss": "squared"}'
        value={text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}
        readOnly={text.length > MOST_SHOWN}
        onChange={event => {
          setFileComplaint(null)
          setText(event.target.value)
        }}
      />
      <p id={outcome} role="status" className={menuStyles.outcome} data-bad={complaint !== null || undefined}>
        {complaint ?? outcomeWords(found === null ? null : fileSummary(found), share)}
      </p>
      <div className={menuStyles.actions}>
        <button
          type="button"
          className={buttonStyles.primary}
          disabled={found === null || complaint !== null || share !== null}
          onClick={() => void bring()}
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

function outcomeWords(summary: string | null, share: number | null): string {
  if (share !== null) return `Importing… ${Math.round(100 * share)} %`
  return summary === null ? 'Nothing changes until you press Import.' : `${summary}.`
}

/** What a text holds; read once, not with every render. */
function useReading(text: string) {
  const [read, setRead] = useState<{ text: string; reading: ReturnType<typeof readBoardFile> | null }>({
    text: '',
    reading: null,
  })
  if (read.text === text) return read.reading
  const reading = text.trim() === '' ? null : readBoardFile(text)
  setRead({ text, reading })
  return reading
}
