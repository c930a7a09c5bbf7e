'use client'

import { useEffect, useMemo, useRef } from 'react'
import { editLine, editText, isReadable, isWritten, moveCaret } from '@/lib/board'
import { useCanvas } from '../../canvas-scope'

/** A field of the page in which a text of the board is written: a text area, or an editor of another kind. */
export interface WrittenField {
  text(): string
  /** Where the caret stands in it, in UTF-16 units. */
  caret(): number
  /** Shows another text; `move` says where a place in the old one has come to. */
  show(text: string, move: (place: number) => number): void
}

export interface SharedText {
  /** What is in the field was changed here. */
  readonly take: (field: WrittenField) => void
  /** An input method composes: until it ends, the field is left alone. */
  readonly compose: (isComposing: boolean, field: WrittenField) => void
}

/**
 * Keeps a field and the text of an element the same while several people write in it: what is typed goes out as the smallest change,
 * what others type comes in, and everybody's caret stays where it was.
 *
 * @param line of a derivation: the line that is written
 */
export function useSharedText(
  id: string,
  findField: () => WrittenField | null,
  line: string | null = null,
): SharedText {
  const { board, annotations, tell } = useCanvas()
  const find = useRef(findField)
  find.current = findField

  const shared = useMemo(() => {
    const textNow = () => {
      const element = annotations.elements.get(id)
      if (element === undefined) return null
      if (element.kind === 'derivation') {
        const found = element.lines.find(each => each.id === line)
        return found !== undefined && isReadable(found) ? found.text : null
      }
      return isWritten(element) ? element.text : null
    }
    let seen = textNow() ?? ''
    let isComposing = false
    const show = (field: WrittenField) => {
      const [before, after] = [seen, textNow()]
      if (after === null) return
      seen = after
      if (field.text() !== after) field.show(after, place => moveCaret(place, before, after))
    }
    const take = (field: WrittenField) => {
      if (isComposing) return
      const [after, caret] = [field.text(), field.caret()]
      if (after !== seen) {
        const change = { before: seen, after, caret }
        const refusal = line === null ? editText(board, id, change) : editLine(board, id, line, change)
        if (refusal !== null) tell(refusal)
        else seen = after
      }
      show(field)
    }
    return {
      take,
      compose: (composes: boolean, field: WrittenField) => {
        isComposing = composes
        if (!composes) take(field)
      },
      showOthers: () => {
        const field = find.current()
        if (field !== null && !isComposing) show(field)
      },
    }
  }, [board, annotations, id, line, tell])

  useEffect(
    () => annotations.subscribe(({ changed, isLocal }) => !isLocal && changed.has(id) && shared.showOthers()),
    [annotations, id, shared],
  )
  // Undo and redo are changes of one's own that come from elsewhere.
  useEffect(
    () =>
      annotations.subscribe(
        ({ changed, isLocal }) => isLocal && changed.has(id) && queueMicrotask(shared.showOthers),
      ),
    [annotations, id, shared],
  )
  return shared
}

export function textAreaField(area: HTMLTextAreaElement): WrittenField {
  return {
    text: () => area.value,
    caret: () => area.selectionEnd,
    show(text, move) {
      const { selectionStart, selectionEnd, selectionDirection, scrollTop } = area
      area.value = text
      area.setSelectionRange(move(selectionStart), move(selectionEnd), selectionDirection)
      area.scrollTop = scrollTop
    },
  }
}
