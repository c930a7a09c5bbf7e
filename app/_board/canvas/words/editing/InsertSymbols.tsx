'use client'

import { memo } from 'react'
import { MathSymbol } from '../../../symbol/MathSymbol'
import styles from './MathPanel.module.css'
import type { MathInserter } from './math-inserter'

interface Piece {
  /** Its name, for those who do not see it. */
  readonly words: string
  /** How it is shown. */
  readonly shown: string
  readonly plain: string
  /** What is put in; the caret comes to stand at `|`. */
  readonly latex: string
}

/** What a derivation of back-propagation is made of, in the order in which it is needed. */
const PIECES: readonly Piece[] = [
  { words: 'weight', shown: 'w_i', plain: 'w', latex: 'w_{|}' },
  { words: 'bias', shown: 'b_i', plain: 'b', latex: 'b_{|}' },
  { words: 'weighted input', shown: 'z_i', plain: 'z', latex: 'z_{|}' },
  { words: 'output', shown: 'f_i', plain: 'f', latex: 'f_{|}' },
  { words: 'slope of the activation', shown: "f'(z)", plain: 'f′', latex: "f'(z_{|})" },
  { words: 'delta', shown: '\\delta_i', plain: 'δ', latex: '\\delta_{|}' },
  { words: 'loss', shown: '\\mathcal{L}', plain: 'L', latex: '\\mathcal{L}|' },
  {
    words: 'gradient',
    shown: '\\tfrac{\\partial\\mathcal{L}}{\\partial w}',
    plain: '∂L/∂w',
    latex: '\\frac{\\partial \\mathcal{L}}{\\partial w_{|}}',
  },
  {
    words: 'derivative',
    shown: '\\tfrac{\\partial a}{\\partial b}',
    plain: '∂a/∂b',
    latex: '\\frac{\\partial |}{\\partial }',
  },
  { words: 'learning rate', shown: '\\eta', plain: 'η', latex: '\\eta|' },
  { words: 'product', shown: 'a\\cdot b', plain: 'a·b', latex: '\\cdot |' },
  { words: 'fraction', shown: '\\tfrac{a}{b}', plain: 'a/b', latex: '\\frac{|}{}' },
  { words: 'power', shown: 'a^2', plain: 'a²', latex: '^{|}' },
  { words: 'sum', shown: '\\textstyle\\sum', plain: '∑', latex: '\\sum_{|}^{}' },
  { words: 'step', shown: '\\leftarrow', plain: '←', latex: '\\leftarrow |' },
  {
    words: 'aligned lines',
    shown: '\\begin{smallmatrix}a&=b\\\\&=c\\end{smallmatrix}',
    plain: '=',
    latex: '\\begin{aligned} | &=  \\\\ &=  \\end{aligned}',
  },
]

/** A row of buttons that put symbols into the formula. */
export const InsertSymbols = memo(function InsertSymbols({ insert }: { insert: MathInserter }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's
    <div className={styles.pieces} role="group" aria-label="Symbols to put in">
      {PIECES.map(({ words, shown, plain, latex }) => (
        <button
          key={words}
          type="button"
          className={styles.piece}
          title={words}
          // The field keeps the focus and its caret.
          onPointerDown={event => event.preventDefault()}
          onClick={() => insert(latex.replace('|', ''), latex.indexOf('|'))}
        >
          <span className="unseen">Insert {words}</span>
          <MathSymbol latex={shown} plain={plain} width={2.4} />
        </button>
      ))}
    </div>
  )
})
