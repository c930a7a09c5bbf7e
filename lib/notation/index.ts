export { checkDerivation } from './check/check-derivation'
export { type CheckedLine, DerivationChecker, MOST_LINES } from './check/derivation-checker'
export { MISTAKES, type MistakeCode } from './check/mistakes/codes'
export type { Counterexample, LineCheck, Mistake, Verdict } from './check/verdict'
export { chainEnvironment, type EvaluatedChain, evaluatedChain } from './evaluation/chain-environment'
export type { Environment } from './evaluation/environment'
export { type Value, valueIn } from './evaluation/evaluate'
export { type Shape, shapeKey, shapeOf, uniformShape } from './evaluation/shape'
export { type Explanation, explain } from './explanation'
export type { Expression, Line } from './expression/tree'
export { someIn } from './expression/walk'
export { checkLatex, type LatexTrouble, latexCost, MAX_COST } from './latex/check'
export { splitInlineMath, type TextPart } from './latex/inline-math'
export { type LatexSymbol, latexSymbols, markSymbols } from './latex/symbols'
export { magnitude } from './magnitude'
export { ACTIVATION_NAMES, LOSS_NAMES } from './names'
export { type NumberEntry, readNumber } from './number-entry'
export { columnText, shortText } from './number-format'
export { findOverflow, type Overflow, overflowedTo, overflowWords } from './overflow'
export { type Pass, type PassStep, passOrder } from './pass-order'
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
export { type AnswerReading, mentions, readAnswer } from './reader/read-answer'
export { LONGEST_LINE, type Reading, readLine } from './reader/read-line'
export { meanGradientLatex, optimiserLatex } from './step-formula'
export { lossState, type UnitState, type UnitValues, unitState } from './unit-state'
export { numbersLatex } from './unroll/numbers-put-in'
export { leftOf, type Unrolled, type UnrollStep, unroll } from './unroll/unroll'
export { firstLineOf, unrollableIn } from './unroll/what-unrolls'
export { dottedLatexLine, latexLine, latexText } from './writer/latex'
export { mathmlLine, mathmlText } from './writer/mathml'
export { plainLine, plainText } from './writer/plain'
export { type ShownLine, shownLine } from './writer/shown-line'
export { speechLine, speechText } from './writer/speech'
