'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { type Derivation, isReadable, quantityOfKey } from '@/lib/board'
import { readLine, type Unrolled, unrollableIn } from '@/lib/notation'
import { useBoardScope } from '../board-scope'

/** The gradient or δ that a derivation is about: what its first line has on its left, else what it holds on to; null where neither unrolls. */
export function useUnrolled({ lines, anchor }: Derivation): Unrolled | null {
  const { board } = useBoardScope()
  // Weights change in every frame of a drag; the ids of the layers do not.
  const idsNow = () =>
    board
      .model()
      .layers.map(layer => layer.id)
      .join()
  const ids = useSyncExternalStore(board.subscribe, idsNow, idsNow)
  const first = lines.find(line => isReadable(line) && line.text.trim() !== '')
  const text = first !== undefined && isReadable(first) ? first.text : ''
  const held = anchor?.to === 'quantity' ? anchor.quantity : null
  return useMemo(() => {
    const layers = ids.split(',').map(id => ({ id }))
    return ofLine(text, layers.length) ?? (held === null ? null : unrolledOf(quantityOfKey(held, layers)))
  }, [text, held, ids])
}

/** A line that is still to be written on its right has a left already. */
function ofLine(text: string, depth: number): Unrolled | null {
  const reading = readLine(text.split('=')[0] ?? '')
  return reading.ok ? unrollableIn(reading.line, depth) : null
}

function unrolledOf(quantity: ReturnType<typeof quantityOfKey>): Unrolled | null {
  switch (quantity?.kind) {
    case 'gradX':
      return { kind: 'gradX' }
    case 'gradW':
    case 'gradB':
    case 'delta':
      return { kind: quantity.kind, layer: quantity.layer }
    case 'w':
      return { kind: 'gradW', layer: quantity.layer }
    default:
      return null
  }
}
