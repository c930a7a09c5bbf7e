'use client'

import { MathfieldElement } from 'mathlive'
import { useEffect, useRef } from 'react'
import { checkLatex } from '@/lib/notation'
import { useCanvas } from '../../canvas-scope'
import styles from './MathPanel.module.css'
import type { MathInserter } from './math-inserter'
import { useSharedText, type WrittenField } from './use-shared-text'

// Its letters are those of KaTeX, which the page has already; it makes no sounds and asks no other server for anything.
MathfieldElement.fontsDirectory = null
MathfieldElement.soundsDirectory = null
MathfieldElement.plonkSound = null
MathfieldElement.keypressSound = null

interface Props {
  readonly id: string
  readonly source: string
  /** Is given the way to put symbols in. */
  readonly onReady: (insert: MathInserter) => void
  readonly endsOnLeaving: (to: Element | null) => boolean
}

/** The formula to be written as it looks (MathLive). Its source follows in the field below, and others' changes come in. */
export function VisualEditor({ id, source, onReady, endsOnLeaving }: Props) {
  const { state } = useCanvas()
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<MathfieldElement | null>(null)
  const shared = useSharedText(id, () => editor.current && fieldOf(editor.current))
  const first = useRef(source)
  const isRefused = checkLatex(source) !== null

  useEffect(() => {
    if (place.current === null || isRefused) return
    const mathfield = new MathfieldElement()
    mathfield.setAttribute('aria-label', 'Formula')
    mathfield.mathVirtualKeyboardPolicy = 'manual'
    place.current.append(mathfield)
    mathfield.menuItems = []
    mathfield.value = first.current
    editor.current = mathfield
    onReady(latex => {
      // Holes for what comes next, where the source has empty braces.
      mathfield.insert(latex.replaceAll('{}', '{\\placeholder{}}'), { selectionMode: 'placeholder' })
      mathfield.focus()
    })
    const take = () => shared.take(fieldOf(mathfield))
    const end = (event: KeyboardEvent) => {
      event.stopPropagation()
      if (event.key === 'Escape' || (event.key === 'Enter' && event.ctrlKey))
        state.setState({ editing: null })
    }
    const leave = ({ relatedTarget }: FocusEvent) => {
      if (document.activeElement === mathfield) return // the window lost it, and gives it back
      if (endsOnLeaving(relatedTarget instanceof Element ? relatedTarget : null))
        state.setState({ editing: null })
    }
    mathfield.addEventListener('input', take)
    mathfield.addEventListener('keydown', end)
    mathfield.addEventListener('focusout', leave)
    mathfield.focus()
    return () => {
      editor.current = null
      mathfield.remove()
    }
  }, [isRefused, onReady, endsOnLeaving, shared, state])

  if (isRefused) return <p className={styles.loading}>The visual editor opens when the source is mended.</p>
  return <div ref={place} className={styles.visual} />
}

function fieldOf(mathfield: MathfieldElement): WrittenField {
  return {
    // What is still to be filled in is no part of the formula.
    text: () => mathfield.getValue('latex-without-placeholders'),
    caret: () => mathfield.getValue('latex-without-placeholders').length,
    show: text => {
      const { position } = mathfield
      mathfield.setValue(text, { silenceNotifications: true })
      mathfield.position = Math.min(position, mathfield.lastOffset)
    },
  }
}
