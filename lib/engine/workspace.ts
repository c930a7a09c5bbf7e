import { ACTIVATIONS, type Activation, type Layer } from './types'

/**
 * A chain's parameters and everything that the two passes compute from them, in arrays that are allocated once: a pass
 * that is repeated allocates nothing. All have length L; element i − 1 belongs to layer i.
 */
export interface Workspace {
  readonly activations: readonly Activation[]
  /** Changed in place by a run. */
  readonly w: Float64Array
  /** −0 where a layer has no bias: adding it changes no number, not even −0. */
  readonly b: Float64Array
  /** 1 where a layer has a bias, else 0. */
  readonly biased: Uint8Array

  /** By the forward pass: zᵢ, fᵢ and f′(zᵢ). */
  readonly z: Float64Array
  readonly f: Float64Array
  readonly slopes: Float64Array

  /** By the backward pass: δᵢ and ∂𝓛/∂wᵢ. */
  readonly delta: Float64Array
  readonly gradW: Float64Array
}

/** A workspace with the parameters of these layers; the passes have not been made yet. */
export function workspaceFor(layers: readonly Layer[]): Workspace {
  const numbers = () => new Float64Array(layers.length)
  return {
    activations: layers.map(canonical),
    w: Float64Array.from(layers, ({ w }) => w),
    b: Float64Array.from(layers, ({ b }) => b ?? -0),
    biased: Uint8Array.from(layers, ({ b }) => (b === undefined ? 0 : 1)),
    z: numbers(),
    f: numbers(),
    slopes: numbers(),
    delta: numbers(),
    gradW: numbers(),
  }
}

/** The parameters of a workspace as layers of their own, which later changes of it leave alone. */
export function layersOf({ activations, w, b, biased }: Workspace): Layer[] {
  return activations.map((activation, i) =>
    biased[i] === 1 ? { w: w[i], b: b[i], activation } : { w: w[i], activation },
  )
}

/** The same word as one string in memory, however it was read, so that comparing it is comparing addresses. */
function canonical({ activation }: Layer): Activation {
  return ACTIVATIONS[ACTIVATIONS.indexOf(activation)]
}
