'use client'

import {
  type CompositionEvent,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  type SyntheticEvent,
  useEffect,
} from 'react'
import { useCanvas } from '../../canvas-scope'
import { textAreaField, useSharedText } from './use-shared-text'

interface Props {
  readonly id: string
  readonly area: RefObject<HTMLTextAreaElement | null>
  /** The text at first; from then on the area and the board are kept the same. */
  readonly text: string
  readonly label: string
  readonly className?: string | undefined
  readonly describedBy?: string
  /** Whether writing ends when the focus goes there. */
  readonly endsOnLeaving: (to: Element | null) => boolean
}

/** The field in which the words of an element are written, by several people at once. Esc and Ctrl+Enter end it. */
export function SharedTextArea({ id, area, text, label, className, describedBy, endsOnLeaving }: Props) {
  const { state } = useCanvas()
  const shared = useSharedText(id, () => area.current && textAreaField(area.current))
  const end = () => state.setState(({ editing }) => (editing === id ? { editing: null } : {}))

  useEffect(() => {
    const field = area.current
    if (field === null) return
    field.focus({ preventScroll: true })
    field.setSelectionRange(field.value.length, field.value.length)
  }, [area])

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    event.stopPropagation()
    if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return
    event.preventDefault()
    end()
  }
  const onBlur = (event: FocusEvent<HTMLTextAreaElement>) => {
    // The window lost it, and gives it back.
    if (document.activeElement === event.currentTarget) return
    if (endsOnLeaving(event.relatedTarget)) end()
  }
  const take = (event: SyntheticEvent<HTMLTextAreaElement>) => shared.take(textAreaField(event.currentTarget))
  const compose = (event: CompositionEvent<HTMLTextAreaElement>) =>
    shared.compose(event.type === 'compositionstart', textAreaField(event.currentTarget))

  return (
    <textarea
      ref={area}
      className={className}
      defaultValue={text}
      aria-label={label}
      aria-describedby={describedBy}
      spellCheck={false}
      autoComplete="off"
      rows={1}
      data-takes-pointers
      data-scrolls
      onInput={take}
      onCompositionStart={compose}
      onCompositionEnd={compose}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    />
  )
}
