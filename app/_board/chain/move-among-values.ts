import type { KeyboardEvent } from 'react'
import { MAX_LAYERS } from '@/lib/board'

/** The derived values of one layer from top to bottom, as they are drawn. */
const ROWS = ['z', 'f', 'gradW', 'gradB', 'delta']

/**
 * Arrow keys walk the derived values: left and right along the chain, up and down within a layer.
 * The values are one stop of the Tab key, so that hundreds of them do not stand between two controls.
 */
export function moveAmongValues(chain: HTMLElement, event: KeyboardEvent): void {
  const from = (event.target as HTMLElement).dataset?.quantity
  if (!from) return
  const next = neighbours(from, event.key)
    .map(key => chain.querySelector<HTMLElement>(`[data-quantity="${key}"]`))
    .find(element => element !== null)
  if (!next) return
  event.preventDefault()
  next.focus()
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** Where a key leads, best first: the first that stands on the board is taken. */
function neighbours(from: string, key: string): string[] {
  const [kind = '', index] = from.split(':')
  const layer = index === undefined ? null : Number(index)
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    if (layer === null) return []
    const row = ROWS.indexOf(kind)
    const order = key === 'ArrowDown' ? ROWS.slice(row + 1) : ROWS.slice(0, row).reverse()
    return order.map(other => `${other}:${layer}`)
  }
  const isBackward = kind === 'delta' || kind === 'gradW' || kind === 'gradB' || kind === 'gradX'
  if (key === 'ArrowLeft') {
    if (layer === null) return kind === 'loss' ? lastOf('f') : []
    return layer > 1 ? [`${kind}:${layer - 1}`] : isBackward ? ['gradX'] : []
  }
  if (key === 'ArrowRight') {
    if (layer === null) return kind === 'gradX' ? ['gradW:1'] : []
    return [`${kind}:${layer + 1}`, ...(isBackward ? [] : ['loss'])]
  }
  return []
}

function lastOf(kind: string): string[] {
  return Array.from({ length: MAX_LAYERS }, (_, i) => `${kind}:${MAX_LAYERS - i}`)
}
