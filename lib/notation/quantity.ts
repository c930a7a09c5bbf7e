/** A quantity of the chain. Layers count from 1, as in the textbook: layer 1..L. */
export type Quantity =
  | { readonly kind: 'x' | 'y' | 'eta' | 'loss' | 'gradX' }
  | { readonly kind: 'w' | 'b' | 'z' | 'f' | 'delta' | 'gradW' | 'gradB'; readonly layer: number }

/** The accessible name, which assistive technology and tests rely on: `w_2`, `η`, `δ_2`, `∂L/∂w_2`, `L`. */
export function quantityName(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'x':
    case 'y':
      return quantity.kind
    case 'eta':
      return 'η'
    case 'loss':
      return 'L'
    case 'gradX':
      return '∂L/∂x'
    case 'w':
    case 'b':
    case 'z':
    case 'f':
      return `${quantity.kind}_${quantity.layer}`
    case 'delta':
      return `δ_${quantity.layer}`
    case 'gradW':
      return `∂L/∂w_${quantity.layer}`
    case 'gradB':
      return `∂L/∂b_${quantity.layer}`
  }
}

/** A stable key for maps, React lists and presence: `x`, `w:2`. Equal keys mean the same quantity. */
export const quantityKey = (quantity: Quantity): string =>
  'layer' in quantity ? `${quantity.kind}:${quantity.layer}` : quantity.kind

const KEY = /^(?:(x|y|eta|loss|gradX)|(w|b|z|f|delta|gradW|gradB):([1-9]\d{0,2}))$/

/** The quantity that a key of `quantityKey` stands for, or null when it is none. */
export function quantityFromKey(key: string): Quantity | null {
  const match = KEY.exec(key)
  if (match === null) return null
  const [, plain, layered, layer] = match
  // The pattern admits the kinds of a quantity and nothing else.
  return (layered === undefined ? { kind: plain } : { kind: layered, layer: Number(layer) }) as Quantity
}

/** How a partial derivative is set: as a built-up fraction, or on one line with a slash. */
export type DerivativeStyle = 'fraction' | 'inline'

/** The quantity in LaTeX: `w_2`, `\delta_{10}`, `\frac{\partial \mathcal{L}}{\partial w_2}`. */
export function quantityLatex(quantity: Quantity, style: DerivativeStyle = 'fraction'): string {
  switch (quantity.kind) {
    case 'x':
    case 'y':
      return quantity.kind
    case 'eta':
      return '\\eta'
    case 'loss':
      return '\\mathcal{L}'
    case 'gradX':
      return lossDerivative('x', style)
    case 'w':
    case 'b':
    case 'z':
    case 'f':
      return subscripted(quantity.kind, quantity.layer)
    case 'delta':
      return subscripted('\\delta', quantity.layer)
    case 'gradW':
      return lossDerivative(subscripted('w', quantity.layer), style)
    case 'gradB':
      return lossDerivative(subscripted('b', quantity.layer), style)
  }
}

/** The quantity in words, for tooltips and speech: "weight of layer 2". */
export function quantityWords(quantity: Quantity): string {
  switch (quantity.kind) {
    case 'x':
      return 'input'
    case 'y':
      return 'target'
    case 'eta':
      return 'learning rate'
    case 'loss':
      return 'loss'
    case 'gradX':
      return 'derivative of the loss with respect to the input'
    case 'w':
      return `weight of layer ${quantity.layer}`
    case 'b':
      return `bias of layer ${quantity.layer}`
    case 'z':
      return `weighted input of layer ${quantity.layer}`
    case 'f':
      return `output of layer ${quantity.layer}`
    case 'delta':
      return `delta of layer ${quantity.layer}: derivative of the loss with respect to z ${quantity.layer}`
    case 'gradW':
      return `gradient of layer ${quantity.layer}: derivative of the loss with respect to w ${quantity.layer}`
    case 'gradB':
      return `bias gradient of layer ${quantity.layer}: derivative of the loss with respect to b ${quantity.layer}`
  }
}

const subscripted = (symbol: string, layer: number): string =>
  layer < 10 ? `${symbol}_${layer}` : `${symbol}_{${layer}}`

const lossDerivative = (variable: string, style: DerivativeStyle): string =>
  style === 'fraction' ? lossDerivativeLatex(variable) : `\\partial\\mathcal{L}/\\partial ${variable}`

/** ∂𝓛/∂(variable) as a fraction in LaTeX; of 𝓛ⱼ, the loss on sample j, where one is named. */
export function lossDerivativeLatex(variable: string, sample?: string): string {
  const loss = sample === undefined ? '\\mathcal{L}' : `\\mathcal{L}_{${sample}}`
  return `\\frac{\\partial ${loss}}{\\partial ${variable}}`
}
