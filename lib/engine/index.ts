export { activate, slope } from './activations'
export { evaluate } from './backward'
export { type ChainJson, type ChainReading, layerText, readChainJson, writeChainJson } from './chain-json'
export { digestOfParameters, digestOfResults, digestOfRun, digestOfState } from './digest'
export { exactText, jsonNumber } from './number-text'
export { startRun } from './run'
export {
  ACTIVATIONS,
  type Activation,
  type Backward,
  type Chain,
  type Forward,
  type Layer,
  LOSSES,
  type Loss,
  type Passes,
  type Run,
  type RunStart,
  type Sample,
} from './types'
