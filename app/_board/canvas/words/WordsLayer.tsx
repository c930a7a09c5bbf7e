'use client'

import { type ReactNode, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { useCanvas } from '../canvas-scope'
import { useCanvasState } from '../use-canvas-state'
import { MathPanel } from './editing/MathPanel'
import { useWriting } from './editing/use-writing'
import { LiveSymbols } from './live-symbols'
import { SymbolValue } from './SymbolValue'
import { Word } from './Word'
import { WordsInSight } from './words-in-sight'
import { WordsScopeProvider } from './words-scope'

interface Props {
  /** The place in the world for words, above the chain; and the one above everything, in the window. */
  readonly world: HTMLElement
  readonly above: HTMLElement
}

/** Texts, notes and formulas on the board, and the fields in which they are written. */
export function WordsLayer({ world, above }: Props): ReactNode {
  const stage = useCanvas()
  const scope = useMemo(() => ({ sight: new WordsInSight(stage), symbols: new LiveSymbols(stage) }), [stage])
  const { sight, symbols } = scope
  const layer = useRef<HTMLDivElement>(null)
  useEffect(() => sight.follow(), [sight])
  useEffect(() => (layer.current ? symbols.follow(layer.current) : undefined), [symbols])
  useWriting(sight)
  const ids = useSyncExternalStore(sight.subscribe, sight.list, sight.list)
  const editing = useCanvasState(state => state.editing)

  return (
    <WordsScopeProvider value={scope}>
      {createPortal(
        <div
          ref={layer}
          onPointerOver={event => event.pointerType !== 'touch' && symbols.point(event.target, 'pointer')}
          onPointerLeave={() => symbols.leave('pointer')}
          onPointerDown={event => event.pointerType === 'touch' && symbols.point(event.target, 'pointer')}
        >
          {ids.map(id => (
            <Word key={id} id={id} isEdited={id === editing} />
          ))}
        </div>,
        world,
      )}
      {createPortal(<SymbolValue above={above} />, above)}
      {editing !== null && createPortal(<MathPanel key={editing} id={editing} above={above} />, above)}
    </WordsScopeProvider>
  )
}
