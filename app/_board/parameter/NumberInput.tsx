'use client'

import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { exactText } from '@/lib/engine'
import { type NumberEntry, readNumber, shortText } from '@/lib/notation'
import styles from './NumberInput.module.css'
import { nudged, strideOf } from './parameter'
import type { ParameterEdit } from './use-parameter'

interface Props {
  name: string
  value: number
  /** The step of an arrow key; a drag moves a tenth of it for every pixel. */
  step: number
  edit: ParameterEdit
  disabled: boolean
  /** How what is typed is read; without it, as any finite number. */
  read?: (text: string) => NumberEntry
  /** How the value is written while nobody edits it; without it, with four digits. */
  write?: (value: number) => string
  /** Where a complaint stands: over what is below the field, or, where that would be cut off, in a line of its own. */
  complains?: 'over' | 'in-line'
  /** Told when the field gains or loses the focus. */
  onFocusChange?: (focused: boolean) => void
}

const DRAG_THRESHOLD = 3

/** What a complaint under a field needs, in px. */
const COMPLAINT_ROOM = 96

/** All digits; what a run that diverged has left of a number has none. */
const wholeText = (value: number): string => (Number.isFinite(value) ? exactText(value) : shortText(value))

const isNearBottom = (input: HTMLElement | null): boolean =>
  input !== null && input.getBoundingClientRect().bottom + COMPLAINT_ROOM > window.innerHeight

/**
 * A number that is typed (`0.5`, `1/3`, `sqrt(2)/2`), stepped with the arrow keys (Shift ×10, Alt ÷10) or dragged.
 * What cannot be read stays in the field with the reason under it; Escape brings the value back.
 */
export function NumberInput({
  name,
  value,
  step,
  edit,
  disabled,
  read = readNumber,
  write = shortText,
  complains = 'over',
  onFocusChange,
}: Props) {
  const [draft, setDraft] = useState<string | null>(null)
  const [complaint, setComplaint] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drag = useRef<{ fromX: number; fromValue: number; moved: boolean } | null>(null)
  const isKeyHeld = useRef(false)
  const complaintId = useId()

  // The exact digits replace the rounded ones first; then all of them are selected.
  useLayoutEffect(() => {
    if (focused) input.current?.select()
  }, [focused])

  const discardDraft = () => {
    setDraft(null)
    setComplaint(null)
  }

  /** Writes what was typed, unless the field was closed to edits meanwhile; false when it cannot be read. */
  const commit = (): boolean => {
    if (draft === null) return true
    const reading = read(draft)
    if (!reading.ok) {
      setComplaint(reading.message)
      return false
    }
    if (!disabled && reading.value !== value) edit.write(reading.value)
    discardDraft()
    return true
  }

  const stepBy = (direction: number, event: KeyboardEvent) => {
    const reading = draft === null ? null : read(draft)
    const from = reading?.ok ? reading.value : value
    if (!isKeyHeld.current) edit.begin()
    isKeyHeld.current = true
    edit.write(nudged(from, direction * strideOf(step, event)))
    discardDraft()
  }

  const releaseKey = () => {
    if (isKeyHeld.current) edit.end()
    isKeyHeld.current = false
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      if (commit()) requestAnimationFrame(() => input.current?.select())
    } else if (event.key === 'Escape') {
      discardDraft()
      requestAnimationFrame(() => input.current?.select())
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      if (!disabled) stepBy(event.key === 'ArrowUp' ? 1 : -1, event)
    }
  }

  const onPointerDown = (event: PointerEvent<HTMLInputElement>) => {
    // A finger scrolls the chain; mouse and pen drag the number.
    if (focused || disabled || event.button !== 0 || event.pointerType === 'touch') return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { fromX: event.clientX, fromValue: value, moved: false }
  }

  const onPointerMove = (event: PointerEvent<HTMLInputElement>) => {
    const current = drag.current
    if (!current || disabled) return
    const distance = event.clientX - current.fromX
    if (!current.moved && Math.abs(distance) <= DRAG_THRESHOLD) return
    if (!current.moved) {
      current.moved = true
      edit.begin()
      edit.announce(true)
    }
    edit.write(nudged(current.fromValue, distance * strideOf(step / 10, event)))
  }

  const endDrag = () => {
    const current = drag.current
    drag.current = null
    if (!current) return
    if (current.moved) {
      edit.end()
      edit.announce(false)
    } else {
      input.current?.focus()
    }
  }

  // A layer that somebody removes takes its field away in the middle of a drag or a held key.
  const leave = useRef(() => {})
  leave.current = () => {
    if (drag.current?.moved || isKeyHeld.current) edit.end()
    if (drag.current?.moved || focused) edit.announce(false)
  }
  useEffect(() => () => leave.current(), [])

  return (
    <span className={styles.field} data-complains={complains}>
      <input
        ref={input}
        className={styles.input}
        type="text"
        role="spinbutton"
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        aria-label={name}
        aria-valuenow={Number.isFinite(value) ? value : undefined}
        aria-valuetext={wholeText(value)}
        aria-invalid={complaint !== null}
        aria-describedby={complaint === null ? undefined : complaintId}
        data-value={exactText(value)}
        data-draft={draft === null ? undefined : ''}
        readOnly={disabled}
        aria-readonly={disabled}
        value={draft ?? (focused ? wholeText(value) : write(value))}
        onChange={event => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onKeyUp={releaseKey}
        onMouseDown={event => {
          // A press without a drag focuses on release, so that a drag does not open the keyboard.
          if (!focused && !disabled) event.preventDefault()
        }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={endDrag}
        onPointerCancel={endDrag}
        onFocus={() => {
          setFocused(true)
          if (!disabled) edit.announce(true)
          onFocusChange?.(true)
        }}
        onBlur={() => {
          setFocused(false)
          commit()
          releaseKey()
          edit.announce(false)
          onFocusChange?.(false)
        }}
      />
      {complaint !== null && (
        <span
          id={complaintId}
          role="alert"
          className={styles.complaint}
          data-above={isNearBottom(input.current) || undefined}
        >
          {complaint}
        </span>
      )}
    </span>
  )
}
