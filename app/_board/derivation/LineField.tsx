'use client'

import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { editLine } from '@/lib/board'
import { useCanvas } from '../canvas/canvas-scope'
import { textAreaField, useSharedText } from '../canvas/words/editing/use-shared-text'
import { beginLine } from '../canvas/words/editing/writing'
import { CompletionList } from './CompletionList'
import type { CardActions } from './card-actions'
import { type Completions, completed, completionsAt } from './completions'
import styles from './Line.module.css'
import { pastedLines } from './pasted-lines'

interface Props {
  /** The derivation, and the line of it. */
  readonly id: string
  readonly line: string
  readonly number: number
  readonly text: string
  readonly actions: CardActions
}

/** What ends a piece that is undone at a time. */
const ENDS_A_PIECE = /[\s=]$/

/** The field in which a line is typed, by several people at once. Enter goes on in a new line, Alt and the arrows move this one. */
export function LineField({ id, line, number, text, actions }: Props) {
  const stage = useCanvas()
  const area = useRef<HTMLTextAreaElement>(null)
  const shared = useSharedText(id, () => area.current && textAreaField(area.current), line)
  const [offered, setOffered] = useState<Completions | null>(null)
  const [chosen, setChosen] = useState(-1)
  const listId = useId()

  // Before the next key comes; the board moves so far that it is in sight.
  useLayoutEffect(() => {
    const field = area.current
    if (field === null) return
    field.focus()
    field.setSelectionRange(field.value.length, field.value.length)
  }, [])

  const offer = (completions: Completions | null) => {
    setOffered(completions)
    setChosen(-1)
  }

  const take = () => {
    const field = area.current
    if (field === null) return
    if (field.value.includes('\n'))
      field.setRangeText(field.value.replaceAll('\n', ' '), 0, field.value.length)
    shared.take(textAreaField(field))
    const { value, selectionEnd: caret } = field
    const { layers, biases } = stage.board.model()
    offer(completionsAt(value, caret, { depth: layers.length, biases }))
    if (ENDS_A_PIECE.test(value.slice(0, caret))) beginLine(stage, id)
  }

  const accept = (place: number) => {
    const field = area.current
    const completion = offered?.list[place]
    if (field === null || offered === null || completion === undefined) return
    const after = completed(field.value, field.selectionEnd, offered.from, completion)
    field.value = after.text
    field.setSelectionRange(after.caret, after.caret)
    shared.take(textAreaField(field))
    offer(null)
  }

  /** What stands behind the caret goes along into the new line. */
  const goOn = (field: HTMLTextAreaElement) => {
    const rest = field.value.slice(field.selectionEnd).trim()
    if (rest === '' || field.selectionEnd === 0) return actions.add(line, '')
    editLine(stage.board, id, line, {
      before: field.value,
      after: field.value.slice(0, field.selectionEnd).trimEnd(),
    })
    actions.add(line, rest)
  }

  const onOffered = (event: KeyboardEvent): boolean => {
    if (offered === null) return false
    const count = offered.list.length
    if (event.key === 'ArrowDown') setChosen((chosen + 1) % count)
    else if (event.key === 'ArrowUp' && chosen >= 0) setChosen(chosen - 1)
    else if (event.key === 'Tab' && !event.shiftKey) accept(Math.max(0, chosen))
    else if (event.key === 'Enter' && chosen >= 0) accept(chosen)
    else if (event.key === 'Escape') offer(null)
    else return false
    return true
  }

  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    const field = event.currentTarget
    const isCommand = event.ctrlKey || event.metaKey
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && event.altKey) actions.moveBy(line, step)
    else if (!isCommand && !event.altKey && onOffered(event)) return true
    else if (step !== 0 && !event.shiftKey && !isCommand) actions.goTo(line, step)
    else if (event.key === 'Escape' || (event.key === 'Enter' && isCommand)) actions.end()
    else if (event.key === 'Enter') goOn(field)
    else if (event.key === 'Backspace' && field.value === '' && !event.repeat) actions.remove(line)
    else if (isCommand && /^[zy]$/i.test(event.key)) {
      if (event.key.toLowerCase() === 'y' || event.shiftKey) stage.undo.redo()
      else stage.undo.undo()
      beginLine(stage, id)
    } else return false
    return true
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    event.stopPropagation()
    if (onKey(event)) event.preventDefault()
  }

  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData('text/plain')
    const lines = pastedLines(pasted)
    event.stopPropagation()
    if (lines.length < 2 && !pasted.includes('\\begin')) return
    event.preventDefault()
    const field = event.currentTarget
    const [first = '', ...others] = lines
    field.setRangeText(first, field.selectionStart, field.selectionEnd, 'end')
    take()
    if (others.length > 0) actions.add(line, ...others)
  }

  const onBlur = (event: FocusEvent<HTMLTextAreaElement>) => {
    offer(null)
    // The window lost it, and gives it back.
    if (document.activeElement === event.currentTarget) return
    const to = event.relatedTarget
    if (!(to instanceof Element) || to.closest('[data-annotation]')?.getAttribute('data-annotation') !== id)
      actions.end()
  }

  const isOpen = offered !== null
  return (
    <div className={styles.writing}>
      <span className={styles.field}>
        {/* Gives the field its size. */}
        <span className={styles.sizer} aria-hidden="true">{`${text}\u200b`}</span>
        <textarea
          ref={area}
          className={styles.area}
          defaultValue={text}
          rows={1}
          aria-label={`Line ${number}`}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen && chosen >= 0 ? `${listId}-${chosen}` : undefined}
          aria-keyshortcuts="Enter Alt+ArrowUp Alt+ArrowDown"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          placeholder="LaTeX or plain: d1 = f'(z1) w2 d2"
          onFocus={() => beginLine(stage, id)}
          onInput={take}
          onCompositionStart={event => shared.compose(true, textAreaField(event.currentTarget))}
          onCompositionEnd={event => shared.compose(false, textAreaField(event.currentTarget))}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onCopy={event => event.stopPropagation()}
          onCut={event => event.stopPropagation()}
          onBlur={onBlur}
        />
      </span>
      {offered !== null && (
        <CompletionList id={listId} list={offered.list} chosen={chosen} onChoose={accept} />
      )}
    </div>
  )
}
