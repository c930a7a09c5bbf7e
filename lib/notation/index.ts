export { type Explanation, explain } from './explanation'
export { checkLatex, type LatexTrouble, latexCost, MAX_COST } from './latex/check'
export { splitInlineMath, type TextPart } from './latex/inline-math'
export { type LatexSymbol, latexSymbols, markSymbols } from './latex/symbols'
export { magnitude } from './magnitude'
export { type NumberEntry, readNumber } from './number-entry'
export { shortText } from './number-format'
export { findOverflow, type Overflow, overflowedTo, overflowWords } from './overflow'
export {
  type DerivativeStyle,
  type Quantity,
  quantityFromKey,
  quantityKey,
  quantityLatex,
  quantityName,
  quantityWords,
} from './quantity'
export { type Evaluated, quantityValue } from './quantity-value'
export { meanGradientLatex, optimiserLatex } from './step-formula'
export { lossState, type UnitState, type UnitValues, unitState } from './unit-state'
