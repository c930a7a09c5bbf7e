'use client'

import { COLORS, type Element, FILLS, HEADS, isLine, SIZES, type Style } from '@/lib/board'
import { LINE_WIDTHS } from '@/lib/canvas'
import { Choice } from '../../interface/Choice'
import { COLOR_WORDS, FILL_WORDS, HEADS_SIGNS, HEADS_WORDS, SIZE_WORDS } from '../toolbar/style-words'
import styles from './SelectionBar.module.css'

interface Props {
  readonly elements: readonly Element[]
  readonly onChoose: (style: Style) => void
}

/** How what is selected looks: what its kinds have of it, and no more. */
export function StylePanel({ elements, onChoose }: Props) {
  const shapes = elements.filter(element => 'fill' in element)
  const lines = elements.filter(isLine)
  return (
    <>
      <Choice
        legend="Colour"
        options={COLORS.map(color => ({
          value: color,
          words: COLOR_WORDS[color],
          sign: <span className={styles.swatch} style={{ background: `var(--mark-${color})` }} />,
        }))}
        value={common(elements.map(({ color }) => color))}
        onChoose={color => onChoose({ color })}
      />
      <Choice
        legend="Size"
        options={SIZES.map(size => ({
          value: size,
          words: SIZE_WORDS[size],
          sign: <span className={styles.line} style={{ height: LINE_WIDTHS[size] }} />,
        }))}
        value={common(elements.map(({ size }) => size))}
        onChoose={size => onChoose({ size })}
      />
      {shapes.length > 0 && (
        <Choice
          legend="Fill"
          options={FILLS.map(fill => ({
            value: fill,
            words: FILL_WORDS[fill],
            sign: <span className={styles.area} data-fill={fill} />,
          }))}
          value={common(shapes.map(({ fill }) => fill))}
          onChoose={fill => onChoose({ fill })}
        />
      )}
      {lines.length > 0 && (
        <Choice
          legend="Heads"
          options={HEADS.map(heads => ({
            value: heads,
            words: HEADS_WORDS[heads],
            sign: <span>{HEADS_SIGNS[heads]}</span>,
          }))}
          value={common(lines.map(({ heads }) => heads))}
          onChoose={heads => onChoose({ heads })}
        />
      )}
    </>
  )
}

/** The one value that all have; null when they differ. */
export function common<T>(values: readonly T[]): T | null {
  const [first] = values
  return first !== undefined && values.every(value => value === first) ? first : null
}
