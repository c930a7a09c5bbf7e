'use client'

import { COLORS, FILLS, HEADS, SIZES } from '@/lib/board'
import { BRUSHES, type Brush, brushStyle, LINE_WIDTHS } from '@/lib/canvas'
import { Choice } from '../../interface/Choice'
import { useCanvas } from '../canvas-scope'
import type { DrawingStyle, ToolName } from '../canvas-state'
import { useCanvasState } from '../use-canvas-state'
import styles from './StyleBar.module.css'
import { COLOR_WORDS, FILL_WORDS, HEADS_SIGNS, HEADS_WORDS, SIZE_WORDS } from './style-words'

type Part = keyof DrawingStyle

/** What of the style each tool follows. */
const PARTS: Partial<Record<ToolName, readonly Part[]>> = {
  pen: ['color', 'size'],
  highlighter: ['color', 'size'],
  text: ['color', 'size'],
  note: ['color', 'size'],
  math: ['color', 'size'],
  derivation: ['color', 'size'],
  line: ['color', 'size'],
  arrow: ['color', 'size', 'heads'],
  rectangle: ['color', 'size', 'fill'],
  ellipse: ['color', 'size', 'fill'],
}

/** How what is drawn or written next will look, beside the tool that is in the hand. */
export function StyleBar() {
  const { state, mayAnnotate } = useCanvas()
  const tool = useCanvasState(({ tool }) => tool)
  const style = useCanvasState(({ style }) => style)
  const parts = PARTS[tool]
  if (parts === undefined || !mayAnnotate) return null
  const choose = (chosen: Partial<DrawingStyle>) =>
    state.setState(({ style }) => ({ style: { ...style, ...chosen } }))

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise a form
    <div className={styles.bar} role="group" aria-label="Style of what comes next" data-takes-pointers>
      <Choice
        legend="Colour"
        options={COLORS.map(color => ({
          value: color,
          words: isYellow(tool, color) ? 'Yellow' : COLOR_WORDS[color],
          sign: (
            <span
              className={styles.swatch}
              style={{ background: `var(--mark-${isYellow(tool, color) ? 'highlight' : color})` }}
            />
          ),
        }))}
        value={style.color}
        onChoose={color => choose({ color })}
      />
      <Choice
        legend="Size"
        options={SIZES.map(size => ({
          value: size,
          words: SIZE_WORDS[size],
          sign: <span className={styles.line} style={{ height: lineHeight(tool, size) }} />,
        }))}
        value={style.size}
        onChoose={size => choose({ size })}
      />
      {parts.includes('fill') && (
        <Choice
          legend="Fill"
          options={FILLS.map(fill => ({
            value: fill,
            words: FILL_WORDS[fill],
            sign: <span className={styles.area} data-fill={fill} />,
          }))}
          value={style.fill}
          onChoose={fill => choose({ fill })}
        />
      )}
      {parts.includes('heads') && (
        <Choice
          legend="Heads"
          options={HEADS.map(heads => ({
            value: heads,
            words: HEADS_WORDS[heads],
            sign: <span>{HEADS_SIGNS[heads]}</span>,
          }))}
          value={style.heads}
          onChoose={heads => choose({ heads })}
        />
      )}
    </div>
  )
}

/** What of a pen is ink, of a highlighter is yellow. */
const isYellow = (tool: ToolName, color: DrawingStyle['color']): boolean =>
  tool === 'highlighter' && color === 'ink'

/** As wide as the tool draws, as far as the button has room. */
function lineHeight(tool: ToolName, size: DrawingStyle['size']): number {
  const brush = BRUSHES.find((brush): brush is Brush => brush === tool)
  const width = brush === undefined ? LINE_WIDTHS[size] : brushStyle(brush, size).width
  return Math.min(16, brush === 'highlighter' ? width / 2.5 : width)
}
