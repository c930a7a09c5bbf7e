'use client'

import { FileCode, FileImage, FileJson, Printer } from 'lucide-react'
import { useMemo, useState } from 'react'
import { boardJson, type Frame } from '@/lib/board'
import type { DrawnBoard, PaperTheme } from '@/lib/canvas'
import buttonStyles from '../interface/Button.module.css'
import { Choice } from '../interface/Choice'
import { DialogFrame } from '../interface/DialogFrame'
import { boardFileName } from '../menu/chain-text'
import { saveBlob } from '../menu/save-file'
import type { PictureSource } from './draw-board'
import styles from './ExportDialog.module.css'
import type { Part } from './export-choice'
import { Preview } from './Preview'
import { pngOf, whyNoPng } from './svg-to-png'
import { usePicture } from './use-picture'

interface Props {
  source: PictureSource
  selection: ReadonlySet<string>
  onSay: (words: string) => void
  onClose: () => void
}

const PAPERS = [
  { value: 'light', words: 'Light' },
  { value: 'dark', words: 'Dark' },
] as const
const SCALES = [
  { value: 1, words: '1×' },
  { value: 2, words: '2×' },
] as const

/** Takes the board out of the page: as a picture, on paper, or as a file that can be imported again. */
export function ExportDialog({ source, selection, onSay, onClose }: Props) {
  const frames = useMemo(() => framesOf(source), [source])
  const [part, setPart] = useState<Part>({ kind: 'all' })
  const [theme, setTheme] = useState<PaperTheme>('light')
  const [scale, setScale] = useState<1 | 2>(2)
  const [trouble, setTrouble] = useState<string | null>(null)
  const choice = useMemo(() => ({ part, theme }), [part, theme])
  const { drawn, failure } = usePicture(source, choice)
  const { title } = source.board.model()
  const tooLarge = drawn === null ? null : whyNoPng(drawn, scale)
  const words = trouble ?? failure ?? tooLarge

  const choosePart = (value: string) => {
    if (value === 'all') setPart({ kind: 'all' })
    else if (value === 'selection') setPart({ kind: 'selection', ids: selection })
    else setPart({ kind: 'frame', id: value })
  }
  const save = (extension: string, blob: Blob) => {
    saveBlob(boardFileName(title, extension), blob)
    onSay(`${boardFileName(title, extension)} is saved.`)
    onClose()
  }
  const attempt = async (make: () => Promise<void>) => {
    setTrouble(null)
    try {
      await make()
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : 'That did not work. Try again, or another format.')
    }
  }
  const savePng = (picture: DrawnBoard) => attempt(async () => save('png', await pngOf(picture, scale)))
  const print = () =>
    attempt(async () => {
      const { printBoard } = await import('./print-board')
      onClose()
      await printBoard(source, choice)
    })
  const saveJson = () => {
    const ids = part.kind === 'selection' ? part.ids : undefined
    const json = boardJson(source.board, source.session.getState().viewedStep ?? undefined, ids)
    save('json', new Blob([json], { type: 'application/json' }))
  }

  return (
    <DialogFrame
      title="Export the board"
      description="An SVG has the board inside: it can be imported again, as JSON can."
      onClose={onClose}
    >
      <Preview drawn={drawn} failure={failure} />
      <div className={styles.choices}>
        <label className={styles.part}>
          <span>What</span>
          <select value={optionOf(part)} onChange={event => choosePart(event.target.value)}>
            <option value="all">The whole board</option>
            {selection.size > 0 && <option value="selection">The selection ({selection.size})</option>}
            {frames.map(({ id, title }) => (
              <option key={id} value={id}>
                Frame: {title || 'untitled'}
              </option>
            ))}
          </select>
        </label>
        <Choice legend="Paper" value={theme} options={PAPERS} onChoose={setTheme} />
        <Choice legend="Size of the PNG" value={scale} options={SCALES} onChoose={setScale} />
      </div>
      <p role="status" className={styles.outcome} data-bad={words !== null || undefined}>
        {words ?? (drawn === null ? 'The picture is being drawn…' : '')}
      </p>
      <div className={styles.formats}>
        <button
          type="button"
          className={buttonStyles.primary}
          disabled={drawn === null || tooLarge !== null}
          onClick={() => drawn && void savePng(drawn)}
        >
          <FileImage size={16} aria-hidden="true" />
          PNG
        </button>
        <button
          type="button"
          className={buttonStyles.button}
          disabled={drawn === null}
          onClick={() => drawn && save('svg', new Blob([drawn.svg], { type: 'image/svg+xml' }))}
        >
          <FileCode size={16} aria-hidden="true" />
          SVG
        </button>
        <button
          type="button"
          className={buttonStyles.button}
          disabled={drawn === null}
          onClick={() => void print()}
        >
          <Printer size={16} aria-hidden="true" />
          Print or PDF…
        </button>
        <button type="button" className={buttonStyles.button} onClick={saveJson}>
          <FileJson size={16} aria-hidden="true" />
          JSON
        </button>
      </div>
    </DialogFrame>
  )
}

const optionOf = (part: Part): string => (part.kind === 'frame' ? part.id : part.kind)

function framesOf({ annotations }: PictureSource): readonly Frame[] {
  const frames: Frame[] = []
  for (const element of annotations.elements.values()) if (element.kind === 'frame') frames.push(element)
  return frames.sort((a, b) => a.y - b.y || a.x - b.x)
}
