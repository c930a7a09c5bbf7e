export { type Explanation, explain } from './explanation'
export { magnitude } from './magnitude'
export { ACTIVATION_NAMES, LOSS_NAMES } from './names'
export { type NumberEntry, readNumber } from './number-entry'
export { columnText, shortText } from './number-format'
export { findOverflow, type Overflow, overflowedTo, overflowWords } from './overflow'
export {
  type DerivativeStyle,
  type Quantity,
  quantityKey,
  quantityLatex,
  quantityName,
  quantityWords,
} from './quantity'
export type { Evaluated } from './quantity-value'
export { meanGradientLatex, optimiserLatex } from './step-formula'
export { lossState, type UnitState, type UnitValues, unitState } from './unit-state'
