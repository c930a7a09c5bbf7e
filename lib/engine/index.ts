export { activate, slope } from './activations'
export { backwardInto, evaluate } from './backward'
export { type ChainJson, type ChainReading, layerText, readChainJson, writeChainJson } from './chain-json'
export { digestOfParameters, digestOfResults, digestOfRun, digestOfState } from './digest'
export { exp } from './elementary/exp'
export { expm1 } from './elementary/expm1'
export { log } from './elementary/log'
export { log1p } from './elementary/log1p'
export { sigmoid } from './elementary/sigmoid'
export { softplus } from './elementary/softplus'
export { tanh } from './elementary/tanh'
export { Fnv64 } from './fnv'
export { forwardInto, lossIn } from './forward'
export { checkGradients, type GradientCheck } from './gradient-check'
export { exactText, jsonNumber } from './number-text'
export { startRun } from './run'
export { type Schedule, scheduleOf } from './schedule'
export {
  ACTIVATIONS,
  type Activation,
  type Backward,
  type Chain,
  type Forward,
  type Layer,
  LOSSES,
  type Loss,
  OPTIMISERS,
  type Optimiser,
  ORDERS,
  type Order,
  type ParameterStep,
  type Passes,
  type Run,
  type RunMemory,
  type RunOptions,
  type RunStart,
  type Sample,
  type StepTaken,
} from './types'
export { type Workspace, workspaceFor } from './workspace'
