export { agreementDigest } from './agreement-digest'
export { addElements } from './annotations/add'
export { type Anchor, readAnchor } from './annotations/anchor'
export {
  type AnnotationChange,
  type AnnotationListener,
  type Annotations,
  openAnnotations,
} from './annotations/annotations'
export {
  cutInk,
  deleteElements,
  lockElements,
  type Move,
  moveElements,
  type Style,
  setAnchor,
  setElementTitle,
  setFolded,
  setImage,
  styleElements,
  type Transform,
  transformElements,
} from './annotations/change'
export { type Copied, duplicateElements, importElements, pasteElements } from './annotations/copy'
export {
  type AddedLines,
  addLines,
  editLine,
  moveLine,
  removeLines,
  setReason,
} from './annotations/edit-lines'
export { editText, type TextChange } from './annotations/edit-text'
export {
  type AnyElement,
  COLORS,
  type Color,
  type Cut,
  type Derivation,
  type DerivationLine,
  type Element,
  type ElementOf,
  FILLS,
  type Fill,
  type Frame,
  HEADS,
  type Heads,
  type Holder,
  IMAGE_TYPES,
  type ImageElement,
  type ImageType,
  type Ink,
  isHolder,
  isInk,
  isLine,
  isReadable,
  isWritten,
  type Kind,
  LAYERS,
  type Layer,
  type Line,
  layerOf,
  type MathElement,
  type Note,
  type Offset,
  type Shape,
  SIZES,
  type Size,
  type TextElement,
  type Unreadable,
  type UnreadableLine,
  type WrittenElement,
} from './annotations/element'
export {
  type ElementsJson,
  elementsJson,
  type ReadElements,
  readElementsJson,
} from './annotations/element-json'
export { groupElements, ungroupElements, withTheirGroups } from './annotations/group'
export {
  MAX_COORDINATE,
  MAX_ELEMENTS,
  MAX_GROUPS,
  MAX_HOLDS,
  MAX_JSON,
  MAX_LATEX,
  MAX_LINE,
  MAX_LINES,
  MAX_SCALE,
  MAX_STROKE_BYTES,
  MAX_STROKE_POINTS,
  MAX_TEXT,
} from './annotations/limits'
export { newElementId } from './annotations/new-id'
export { byOrder } from './annotations/orders'
export {
  keyInLayer,
  keyOfQuantity,
  layerOfKey,
  type QuantityKey,
  quantityOfKey,
  readQuantityKey,
} from './annotations/quantity-key'
export type { Refusal } from './annotations/refusal'
export { type Direction, reorderElements } from './annotations/reorder'
export { applySplice, moveCaret, type Splice, spliceBetween } from './annotations/text-splice'
export { readCoordinate } from './annotations/values'
export type { NewElement } from './annotations/write-element'
export type { NewLine } from './annotations/write-lines'
export { type Board, type ChangeListener, openBoard } from './board'
export { type BoardFile, type BoardReading, boardJson, readBoardText } from './board-json'
export { type Derived, derive, isWithinReach, type View } from './derive'
export { addLayer, removeLayer, setActivation, setAllActivations } from './edit-layers'
export { setBias, setBiases, setEta, setLoss, setWeight, setX, setY } from './edit-parameters'
export { addSteps, restart } from './edit-run'
export { addSample, removeSample, replaceSamples, setSample } from './edit-samples'
export { setBatch, setOptimiser, setOrder, setSeed } from './edit-schedule'
export { setTitle } from './edit-title'
export { EXAMPLES, type Example } from './examples'
export { importBoard } from './import-board'
export { MAX_LAYERS, MAX_SAMPLES, MAX_SEED, MAX_STEPS, MAX_TITLE } from './limits'
export { compareCopy } from './lineage'
export { chainOf, loadChain } from './load-chain'
export { type RawValue, rawDocumentText, rawValues } from './raw-values'
export { readSamples, type SamplesText } from './samples-text'
export { isId, isSeeded, SEED_CLIENT } from './schema'
export { seedUpdate } from './seed'
export { MAX_MESSAGE, MAX_MESSAGES, MAX_THREADS } from './threads/limits'
export { readMentions, readMessageText } from './threads/read-thread'
export type { Author, Mention, Message, Resolved, Thread, ThreadPlace } from './threads/thread'
export { openThreads, type Threads } from './threads/threads'
export {
  addMessage,
  addThread,
  deleteMessage,
  editMessage,
  type NewMessage,
  setResolved,
  type ThreadRefusal,
} from './threads/write-threads'
export type { BoardLayer, BoardSample, CurrentRun, Model, Problem } from './types'
export { createUndo, type Undo } from './undo'
export { fitsOnBoard } from './write-chain'
