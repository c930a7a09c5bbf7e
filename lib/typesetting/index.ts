export { createTypesetter, type Formula, type TypesetFormula, type Typesetter } from './typesetter'
