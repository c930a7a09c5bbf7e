'use client'

import { useCallback, useId, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { toScreen } from '@/lib/canvas'
import buttonStyles from '../../../interface/Button.module.css'
import { useFormula } from '../../../symbol/use-formula'
import { useCanvas } from '../../canvas-scope'
import { useWords } from '../words-scope'
import { InsertSymbols } from './InsertSymbols'
import styles from './MathPanel.module.css'
import type { MathInserter } from './math-inserter'
import { SharedTextArea } from './SharedTextArea'
import { VisualEditor } from './VisualEditor'

interface Props {
  readonly id: string
  readonly above: HTMLElement
}

/** Where a formula is written: its source, what is wrong with it in words, and symbols to put in. The formula itself is the preview. */
export function MathPanel({ id, above }: Props) {
  const { sight } = useWords()
  const word = useSyncExternalStore(
    useCallback((listener: () => void) => sight.subscribeTo(id, listener), [sight, id]),
    () => sight.word(id),
    () => sight.word(id),
  )
  return word?.kind === 'math' ? <Panel id={id} source={word.text} above={above} /> : null
}

function Panel({ id, source, above }: Props & { readonly source: string }) {
  const { state } = useCanvas()
  const panel = useRef<HTMLElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const [isVisual, setIsVisual] = useState(false)
  const [visual, setVisual] = useState<MathInserter | null>(null)
  const formula = useFormula(source, true)
  const trouble = formula?.kind === 'trouble' && source.trim() !== '' ? formula.trouble : null
  const saysTrouble = useId()
  usePlaceBeside(id, panel, above)

  const endsOnLeaving = useCallback((to: Element | null) => !panel.current?.contains(to), [])
  // A function in a state would be called.
  const setInserter = useCallback((inserter: MathInserter) => setVisual(() => inserter), [])
  const insert: MathInserter = useCallback(
    (latex, caret) => {
      if (visual !== null) visual(latex, caret)
      else if (area.current) insertInto(area.current, latex, caret)
    },
    [visual],
  )

  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label="Formula editor"
      data-takes-pointers
      data-scrolls
    >
      <InsertSymbols insert={insert} />
      {isVisual && (
        <VisualEditor id={id} source={source} onReady={setInserter} endsOnLeaving={endsOnLeaving} />
      )}
      <SharedTextArea
        id={id}
        area={area}
        text={source}
        label="LaTeX source"
        className={styles.source}
        describedBy={saysTrouble}
        endsOnLeaving={endsOnLeaving}
      />
      <div className={styles.foot}>
        <p id={saysTrouble} className={styles.trouble} role="status">
          {trouble && (
            <>
              {trouble.words}{' '}
              <button
                type="button"
                className={styles.place}
                onClick={() => {
                  area.current?.focus()
                  area.current?.setSelectionRange(trouble.start, trouble.end)
                }}
              >
                Show the place
              </button>
            </>
          )}
        </p>
        <button
          type="button"
          className={buttonStyles.button}
          aria-pressed={isVisual}
          onClick={() => {
            setIsVisual(!isVisual)
            setVisual(null)
          }}
        >
          Visual editor
        </button>
        <button
          type="button"
          className={buttonStyles.primary}
          onClick={() => state.setState({ editing: null })}
        >
          Done
        </button>
      </div>
    </section>
  )
}

/** Between the formula and its panel, and between the panel and the edge of the canvas, in screen px. */
const GAP = 12

/** Keeps the panel under the formula, or over it where there is no room, as the board moves and the formula grows. */
function usePlaceBeside(
  id: string,
  panel: { readonly current: HTMLElement | null },
  above: HTMLElement,
): void {
  const { state, places } = useCanvas()
  useLayoutEffect(() => {
    const place = () => {
      const box = places.get(id)?.box
      if (!panel.current || !box) return
      const { camera } = state.getState()
      const top = toScreen(camera, { x: box.minX, y: box.minY })
      const below = toScreen(camera, { x: box.minX, y: box.maxY })
      const { offsetWidth: width, offsetHeight: height } = panel.current
      const isUnder = below.y + GAP + height <= above.clientHeight || top.y - GAP - height < 0
      const x = Math.min(below.x, above.clientWidth - width - GAP)
      const y = isUnder ? Math.min(below.y + GAP, above.clientHeight - height - GAP) : top.y - GAP - height
      panel.current.style.transform = `translate(${Math.max(GAP, x)}px, ${Math.max(GAP, y)}px)`
    }
    place()
    const observer = new ResizeObserver(place)
    if (panel.current) observer.observe(panel.current)
    const stopCamera = state.subscribe((now, before) => now.camera !== before.camera && place())
    const stopPlaces = places.subscribe(place)
    return () => {
      observer.disconnect()
      stopCamera()
      stopPlaces()
    }
  }, [id, panel, above, state, places])
}

/** Puts LaTeX in at the caret, around what is marked, as if it had been typed. */
function insertInto(area: HTMLTextAreaElement, latex: string, caret: number): void {
  const { selectionStart, selectionEnd, value } = area
  const marked = value.slice(selectionStart, selectionEnd)
  const isAfterCommand = /\\[a-zA-Z]+$/.test(value.slice(0, selectionStart)) && /^[a-zA-Z]/.test(latex)
  const text = (isAfterCommand ? ' ' : '') + latex.slice(0, caret) + marked + latex.slice(caret)
  area.setRangeText(text, selectionStart, selectionEnd, 'end')
  const place = selectionStart + text.length - (latex.length - caret)
  area.setSelectionRange(place, place)
  area.focus()
  area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
}
