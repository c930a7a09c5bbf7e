'use client'

import { useEffect, useRef, useState } from 'react'
import { checkLatex } from '@/lib/notation'
import { useCanvas } from '../../canvas-scope'
import styles from './MathPanel.module.css'
import type { MathInserter } from './math-inserter'
import { type MathfieldElement, newMathfield } from './mathlive'
import { type SharedText, useSharedText, type WrittenField } from './use-shared-text'

interface Props {
  readonly id: string
  readonly source: string
  /** Is given the way to put symbols in. */
  readonly onReady: (insert: MathInserter) => void
  /** Whether writing ends when the focus goes there. */
  readonly endsOnLeaving: (to: Element | null) => boolean
}

/** The formula to be written as it looks (MathLive). Its source follows in the field below, and others' changes come in. */
export function VisualEditor({ id, source, onReady, endsOnLeaving }: Props) {
  const { state } = useCanvas()
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<MathfieldElement | null>(null)
  const [standing, setStanding] = useState<'loading' | 'there' | 'unreachable'>('loading')
  const shared = useSharedText(id, () => editor.current && fieldOf(editor.current))
  const isRefused = checkLatex(source) !== null
  const latest = useRef(source)
  latest.current = source

  useEffect(() => {
    if (isRefused) return
    let isGone = false
    const end = () => state.setState({ editing: null })
    const open = async () => {
      const mathfield = await newMathfield()
      if (isGone || place.current === null) return
      mathfield.setAttribute('aria-label', 'Formula')
      mathfield.mathVirtualKeyboardPolicy = 'manual'
      mathfield.value = latest.current
      place.current.append(mathfield)
      mathfield.menuItems = []
      editor.current = mathfield
      follow(mathfield, shared, end, endsOnLeaving)
      onReady(inserterInto(mathfield))
      mathfield.focus()
      setStanding('there')
    }
    open().catch(() => setStanding('unreachable'))
    return () => {
      isGone = true
      editor.current?.remove()
      editor.current = null
    }
  }, [isRefused, onReady, endsOnLeaving, shared, state])

  if (isRefused) return <p className={styles.loading}>The visual editor opens when the source is mended.</p>
  return (
    <>
      {standing !== 'there' && (
        <p className={styles.loading}>
          {standing === 'loading'
            ? 'The visual editor is loading…'
            : 'The visual editor could not be loaded.'}
        </p>
      )}
      <div ref={place} className={styles.visual} hidden={standing !== 'there'} />
    </>
  )
}

function follow(
  mathfield: MathfieldElement,
  shared: SharedText,
  end: () => void,
  endsOnLeaving: Props['endsOnLeaving'],
): void {
  mathfield.addEventListener('input', () => shared.take(fieldOf(mathfield)))
  mathfield.addEventListener('keydown', event => {
    event.stopPropagation()
    if (event.key === 'Escape' || (event.key === 'Enter' && event.ctrlKey)) end()
  })
  mathfield.addEventListener('focusout', ({ relatedTarget }) => {
    if (document.activeElement === mathfield) return // the window lost it, and gives it back
    if (endsOnLeaving(relatedTarget instanceof Element ? relatedTarget : null)) end()
  })
}

const inserterInto =
  (mathfield: MathfieldElement): MathInserter =>
  latex => {
    // Holes for what comes next, where the source has empty braces.
    mathfield.insert(latex.replaceAll('{}', '{\\placeholder{}}'), { selectionMode: 'placeholder' })
    mathfield.focus()
  }

function fieldOf(mathfield: MathfieldElement): WrittenField {
  // What is still to be filled in is no part of the formula.
  const text = () => mathfield.getValue('latex-without-placeholders')
  return {
    text,
    caret: () => text().length,
    show: latex => {
      const { position } = mathfield
      mathfield.setValue(latex, { silenceNotifications: true })
      mathfield.position = Math.min(position, mathfield.lastOffset)
    },
  }
}
