'use client'

import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  Suspense,
  useCallback,
  useSyncExternalStore,
} from 'react'
import type { WrittenElement } from '@/lib/board'
import { lazyPart } from '../../interface/lazy-part'
import { Formula } from '../../symbol/Formula'
import { useCanvas } from '../canvas-scope'
import { TextField } from './editing/TextField'
import { TextWithFormulas } from './TextWithFormulas'
import styles from './Word.module.css'
import { useWords } from './words-scope'

const DerivationCard = lazyPart(() => import('../../derivation/DerivationCard').then(m => m.DerivationCard))

const KIND_WORDS = { text: 'Text', note: 'Note', math: 'Formula' } as const

interface Props {
  readonly id: string
  readonly isEdited: boolean
}

/** One text, note, formula or derivation at its place, or a placeholder for what cannot be shown. */
export const Word = memo(function Word({ id, isEdited }: Props) {
  const { sight } = useWords()
  const word = useSyncExternalStore(
    useCallback((listener: () => void) => sight.subscribeTo(id, listener), [sight, id]),
    () => sight.word(id),
    () => sight.word(id),
  )
  const attach = useCallback(
    (node: HTMLElement | null) => (node ? sight.attach(id, node) : undefined),
    [sight, id],
  )
  if (word === undefined) return null
  if (word.kind === 'unreadable') {
    return (
      <p ref={attach} className={`${styles.word} ${styles.placeholder}`} data-kind="unreadable">
        {word.why}
      </p>
    )
  }
  if (word.kind === 'derivation') {
    return (
      <Suspense>
        <DerivationCard derivation={word} isEdited={isEdited} attach={attach} />
      </Suspense>
    )
  }
  return <Written attach={attach} word={word} isEdited={isEdited} />
})

interface WrittenProps {
  readonly word: WrittenElement
  readonly isEdited: boolean
  readonly attach: (node: HTMLElement | null) => (() => void) | undefined
}

function Written({ word, isEdited, attach }: WrittenProps) {
  const { state, mayAnnotate } = useCanvas()
  const { symbols } = useWords()
  const { id, kind, color, size, text } = word
  const mayEdit = mayAnnotate && !word.locked

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' && mayEdit) {
      event.preventDefault()
      state.setState({ tool: 'select', editing: id })
    } else if (!event.shiftKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      const all = symbols.symbolsIn(event.currentTarget)
      if (all.length === 0) return
      event.preventDefault()
      event.stopPropagation()
      const at = symbols.placeAmong(all)
      const next = event.key === 'ArrowRight' ? Math.min(all.length - 1, at + 1) : Math.max(0, at - 1)
      symbols.point(all[next] ?? null, 'focus')
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's
    <div
      ref={attach}
      className={styles.word}
      role="group"
      aria-label={text.trim() === '' ? `${KIND_WORDS[kind]}, empty` : KIND_WORDS[kind]}
      data-kind={kind}
      data-size={size}
      data-edited={isEdited || undefined}
      style={lookOf(color, 'width' in word ? word.width : null)}
      dir={kind === 'math' ? 'ltr' : 'auto'}
      tabIndex={isEdited ? -1 : 0}
      onKeyDown={onKeyDown}
      onBlur={() => symbols.leave('focus')}
    >
      {isEdited && kind !== 'math' ? (
        <TextField id={id} text={text} label={KIND_WORDS[kind]} />
      ) : text.trim() === '' ? (
        <span className={styles.empty}>{KIND_WORDS[kind]}</span>
      ) : kind === 'math' ? (
        <Formula source={text} isDisplay isBeingWritten={isEdited} onShow={symbols.light} />
      ) : (
        <TextWithFormulas text={text} />
      )}
    </div>
  )
}

/** The colours and the width of a word, for its style sheet. */
function lookOf(color: string, width: number | null): CSSProperties {
  const look: Record<string, string> = {
    '--mark': `var(--mark-${color})`,
    '--paper-of-note': `var(--note-${color})`,
  }
  if (width !== null) look.width = `${width}px`
  return look
}
