'use client'

import { GripVertical } from 'lucide-react'
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  useCallback,
  useMemo,
  useSyncExternalStore,
} from 'react'
import { type LineCheck, MISTAKES, readLine, shownLine, speechLine } from '@/lib/notation'
import { useCanvas } from '../canvas/canvas-scope'
import { useWords } from '../canvas/words/words-scope'
import { Formula } from '../symbol/Formula'
import type { CardActions } from './card-actions'
import { deskOf } from './desk'
import styles from './Line.module.css'
import { LineField } from './LineField'
import { ReasonField } from './ReasonField'
import { Verdict } from './Verdict'

interface Props {
  /** The derivation, and the line of it. */
  readonly id: string
  readonly line: string
  /** As it is counted, from 1. */
  readonly number: number
  readonly text: string
  readonly reason: string | null
  readonly hasNumbers: boolean
  readonly mayEdit: boolean
  /** Whether somebody types in it here. */
  readonly isOpen: boolean
  readonly actions: CardActions
  readonly onGrip: (event: PointerEvent<HTMLElement>, line: string) => void
}

/** One line of a derivation: its formula, what is to be said of it, why it follows, and the field in which it is typed. */
export const LineRow = memo(function LineRow(props: Props) {
  const { id, line, number, text, reason, hasNumbers, mayEdit, isOpen, actions, onGrip } = props
  const stage = useCanvas()
  const { symbols } = useWords()
  const { checks, numbers } = deskOf(stage)
  const follow = useCallback((listener: () => void) => checks.follow(id, listener), [checks, id])
  const verdict = useSyncExternalStore(
    follow,
    () => checks.verdict(id, line),
    () => null,
  )
  const reading = useMemo(() => readLine(text), [text])
  const shown = useMemo(() => shownLine(text), [text])
  const isBlank = text.trim() === ''
  const isStale = verdict !== null && verdict.text !== text
  const check = verdict === null || isBlank ? null : verdict.check

  const onShow = useCallback(
    (formula: HTMLElement) => {
      symbols.light(formula)
      numbers.show(formula)
    },
    [symbols, numbers],
  )

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target === event.currentTarget && onRowKey(event)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
  const onRowKey = (event: KeyboardEvent<HTMLElement>): boolean => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && event.altKey) mayEdit && actions.moveBy(line, step)
    else if (step !== 0) focusBeside(event.currentTarget, step)
    else if (event.key === 'Enter' || event.key === 'F2') mayEdit && actions.open(line)
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      if (mayEdit) {
        focusBeside(event.currentTarget, event.key === 'Delete' ? 1 : -1)
        actions.remove(line)
      }
    } else if (event.key === 'Escape') {
      event.currentTarget.closest<HTMLElement>('[data-annotation]')?.focus({ preventScroll: true })
    } else return false
    return true
  }

  /** While somebody writes, a press on a line goes on there, and one beside the field takes nothing from it. */
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const isOnControl = event.target instanceof Element && event.target.closest('input, textarea, button')
    if (isOnControl || stage.state.getState().editing !== id) return
    event.preventDefault()
    if (!isOpen) actions.open(line)
  }

  return (
    <li
      className={styles.line}
      data-line={line}
      data-open={isOpen || undefined}
      data-verdict={check?.verdict}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    >
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      {mayEdit && (
        // Alt and the arrow keys do the same from the line.
        <span
          className={styles.grip}
          data-takes-pointers
          aria-hidden="true"
          onPointerDown={event => onGrip(event, line)}
        >
          <GripVertical size={14} />
        </span>
      )}
      <div className={styles.body}>
        <span className="unseen">
          Line {number}: {reading.ok ? speechLine(reading.line) : isBlank ? 'empty' : text}
        </span>
        {/* It has just been said in words. */}
        <div className={styles.formula} aria-hidden="true">
          {isBlank ? (
            !isOpen && <span className={styles.empty}>empty line</span>
          ) : shown.kind === 'words' ? (
            <span className={styles.words}>{shown.words}</span>
          ) : (
            <Formula
              source={shown.latex}
              isDisplay
              isBeingWritten={isOpen}
              hasNumbers={hasNumbers}
              onShow={onShow}
            />
          )}
        </div>
        {isOpen && <LineField key={line} id={id} line={line} number={number} text={text} actions={actions} />}
        {reading.ok && reading.notes.length > 0 && (
          <p className={styles.readAs}>
            read as <b>{reading.words}</b> <span>{reading.notes.join(' ')}</span>
          </p>
        )}
        {check !== null && check.verdict !== 'holds' && <Remarks check={check} />}
      </div>
      <div className={styles.judged}>
        {check !== null && <Verdict verdict={check.verdict} isStale={isStale} />}
        {isOpen ? (
          <ReasonField id={id} line={line} number={number} reason={reason} proposed={check?.rule ?? null} />
        ) : reason !== null ? (
          <span className={styles.reason}>{reason}</span>
        ) : (
          check?.rule && (
            <span className={styles.rule} title="Found by the check">
              {check.rule}
            </span>
          )
        )}
      </div>
      {isOpen && (
        <p className="unseen" role="status">
          {check !== null && !isStale && spokenVerdict(number, check)}
        </p>
      )}
    </li>
  )
})

/** Why a line does not hold: the mistake by its name, in a sentence, and in numbers. */
function Remarks({ check: { words, mistake, counterexample } }: { readonly check: LineCheck }) {
  return (
    <div className={styles.remarks} data-mistake={mistake?.code}>
      {mistake !== null && <b className={styles.mistake}>{capital(MISTAKES[mistake.code])}. </b>}
      {words}
      {counterexample !== null && <p className={styles.counterexample}>{capital(counterexample.words)}</p>}
    </div>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function spokenVerdict(number: number, { verdict, words, rule, mistake }: LineCheck): string {
  if (verdict === 'holds') return `Line ${number} holds${rule === null ? '' : `, by ${rule}`}.`
  const name = mistake === null ? '' : ` ${capital(MISTAKES[mistake.code])}.`
  return `Line ${number}: ${verdict === 'only-here' ? 'only here' : verdict}.${name} ${words}`
}

/** The focus goes to the line above or below, or to the card. */
function focusBeside(row: Element, step: number): void {
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling
  const target =
    next instanceof HTMLElement ? next : step < 0 ? row.closest<HTMLElement>('[data-annotation]') : null
  target?.focus({ preventScroll: true })
}
