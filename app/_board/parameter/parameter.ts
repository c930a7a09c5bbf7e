import { type Board, setBias, setEta, setSample, setWeight, setX, setY } from '@/lib/board'
import type { Quantity } from '@/lib/notation'

/** A number of the model that a participant can change, and where the document holds it. */
export type Parameter =
  | { readonly kind: 'eta' }
  | { readonly kind: 'x' | 'y'; readonly sampleId: string | null }
  | { readonly kind: 'w' | 'b'; readonly layerId: string; readonly layer: number }

/** Writes one value; `at` is the step of the run that the participant looks at. */
export function writeParameter(board: Board, parameter: Parameter, value: number, at?: number): void {
  switch (parameter.kind) {
    case 'eta':
      setEta(board, value, at)
      return
    case 'x':
    case 'y':
      if (parameter.sampleId !== null) setSample(board, parameter.sampleId, parameter.kind, value, at)
      else if (parameter.kind === 'x') setX(board, value, at)
      else setY(board, value, at)
      return
    case 'w':
      setWeight(board, parameter.layerId, value, at)
      return
    case 'b':
      setBias(board, parameter.layerId, value, at)
  }
}

export function quantityOf(parameter: Parameter): Quantity {
  return parameter.kind === 'w' || parameter.kind === 'b'
    ? { kind: parameter.kind, layer: parameter.layer }
    : { kind: parameter.kind }
}

/** What presence says of somebody who edits this parameter; it survives a renumbering of layers and samples. */
export function editingKey(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'eta':
      return 'eta'
    case 'x':
    case 'y':
      return parameter.sampleId === null ? parameter.kind : `${parameter.kind}:${parameter.sampleId}`
    case 'w':
    case 'b':
      return `${parameter.kind}:${parameter.layerId}`
  }
}

/** `value + change` without the dust that binary fractions leave (0.1 + 0.2 → 0.3). */
export function nudged(value: number, change: number): number {
  return Number((value + change).toPrecision(12))
}

/** How far a key press or a drag goes: Shift ×10, Alt ÷10. */
export function strideOf(step: number, keys: { shiftKey: boolean; altKey: boolean }): number {
  if (keys.shiftKey) return step * 10
  return keys.altKey ? step / 10 : step
}
