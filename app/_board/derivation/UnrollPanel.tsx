'use client'

import { useDeferredValue, useMemo } from 'react'
import { addLines, type Board, type Derivation, editLine, isReadable, type Refusal } from '@/lib/board'
import {
  chainEnvironment,
  latexText,
  leftOf,
  numbersLatex,
  shapeKey,
  shapeOf,
  shortText,
  speechText,
  type Unrolled,
  type UnrollStep,
  unroll,
  valueIn,
} from '@/lib/notation'
import { useDerived } from '../board-scope'
import { useCanvas } from '../canvas/canvas-scope'
import { useWords } from '../canvas/words/words-scope'
import buttonStyles from '../interface/Button.module.css'
import { Formula } from '../symbol/Formula'
import { useKatex } from '../symbol/katex'
import styles from './Unroll.module.css'

interface Props {
  readonly derivation: Derivation
  readonly unrolled: Unrolled
  /** How many are open. */
  readonly steps: number
  readonly mayEdit: boolean
  readonly onSteps: (steps: number) => void
}

/** A product of more factors is folded: x(1 − f₁²)⋯(1 − f₉²)w₂⋯w₁₀δ₁₀. */
const LONGEST_WRITTEN = 9

const shownForm = ({ written, folded }: UnrollStep) =>
  written.kind === 'product' && written.factors.length > LONGEST_WRITTEN ? folded : written

/** The recursion, opened one step at a time: in symbols, and beside them with the numbers of now. */
export function UnrollPanel({ derivation, unrolled, steps, mayEdit, onSteps }: Props) {
  const stage = useCanvas()
  // While a weight is dragged the numbers here may come a moment later.
  const { chain, run, passes } = useDeferredValue(useDerived())
  const shape = shapeOf(chain)
  const key = `${shapeKey(shape)} ${JSON.stringify(unrolled)}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of both
  const all = useMemo(() => unroll(unrolled, shape), [key])
  const here = useMemo(() => ({ chain, passes, eta: run.start.eta }), [chain, passes, run])
  const environment = useMemo(() => chainEnvironment(here), [here])
  const left = latexText(leftOf(unrolled))
  const opened = all.slice(0, Math.min(steps, all.length))

  const put = (step: UnrollStep) => {
    stage.undo.endGesture()
    const refusal = putIntoLines(stage.board, derivation, left, latexText(shownForm(step)))
    if (refusal !== null) stage.tell(refusal)
  }

  return (
    <section className={styles.unroll} aria-label="The recursion unrolled" data-takes-pointers>
      <ol className={styles.steps}>
        {opened.map((step, i) => {
          const value = valueIn(step.general, environment)
          const form = shownForm(step)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            <li key={i} className={styles.step} data-step={i + 1}>
              <span className="unseen">
                {i === 0 ? speechText(leftOf(unrolled)) : ''} equals {speechText(form)}
              </span>
              <Symbols latex={i === 0 ? `${left} = ${latexText(form)}` : `= ${latexText(form)}`} />
              <Numbers latex={`= ${numbersLatex(form, here)}`} />
              <output className={styles.value} aria-label={`Value of step ${i + 1}`} aria-live="off">
                {value.ok ? shortText(value.value) : '—'}
              </output>
              {mayEdit && (
                <button
                  type="button"
                  className={styles.put}
                  aria-label={`Put step ${i + 1} into the derivation`}
                  onClick={() => put(step)}
                >
                  Use
                </button>
              )}
            </li>
          )
        })}
      </ol>
      <div className={styles.unrollFoot}>
        <button
          type="button"
          className={buttonStyles.button}
          disabled={opened.length === all.length}
          onClick={() => onSteps(opened.length + 1)}
        >
          One step further
        </button>
        <button
          type="button"
          className={buttonStyles.button}
          disabled={opened.length === all.length}
          onClick={() => onSteps(all.length)}
        >
          To the end
        </button>
        <span className={styles.count}>
          {opened.length} of {all.length}
        </span>
      </div>
    </section>
  )
}

function Symbols({ latex }: { readonly latex: string }) {
  const { symbols } = useWords()
  return (
    <div className={styles.symbols} aria-hidden="true">
      <Formula source={latex} isDisplay onShow={symbols.light} />
    </div>
  )
}

/** Numbers that change as somebody drags: set on the spot, without the symbols that could be pointed at. */
function Numbers({ latex }: { readonly latex: string }) {
  const typeset = useKatex()
  if (typeset === null) return <div className={styles.numbers} />
  return (
    <div
      className={styles.numbers}
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX output of a formula that we wrote
      dangerouslySetInnerHTML={{ __html: typeset(latex) }}
    />
  )
}

/** Below what is there, going on from it; a line of which only the left is written is completed. */
function putIntoLines(board: Board, { id, lines }: Derivation, left: string, form: string): Refusal {
  const written = lines.filter(line => isReadable(line) && line.text.trim() !== '')
  const last = written.at(-1)
  const text = last !== undefined && isReadable(last) ? last.text : ''
  if (last !== undefined && /=\s*$/.test(text)) {
    return editLine(board, id, last.id, { before: text, after: `${text.trimEnd()} ${form}` })
  }
  const empty = written.length === 0 ? lines[0] : undefined
  if (empty !== undefined) return editLine(board, id, empty.id, { before: '', after: `${left} = ${form}` })
  const added = addLines(board, id, lines.at(-1)?.id ?? null, [
    { text: written.length === 0 ? `${left} = ${form}` : `= ${form}` },
  ])
  return 'refused' in added ? added.refused : null
}
