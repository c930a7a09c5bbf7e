export { activationAxes, activationCurve, GLYPH, placeOnCurve } from './activation-curve'
export { type Alignment, type Arranged, aligned } from './align'
export { type Anchored, type AnchorTo, anchorOffset, type Placement, placeAnchored } from './anchor'
export {
  type Arrow,
  type ArrowCurve,
  arrowCurve,
  arrowHead,
  bendTowards,
  clippedCurve,
  curveBox,
  onCurve,
  type Region,
} from './arrow'
export {
  type Box,
  boxAroundTurned,
  boxAt,
  boxBetween,
  boxOfCoordinates,
  type Coordinates,
  containsBox,
  containsPoint,
  cornersOf,
  expanded,
  heightOf,
  intersects,
  middleOf,
  movedBox,
  topLeftOf,
  unionOf,
  widthOf,
} from './box'
export {
  BRUSH_SIZES,
  BRUSHES,
  type Brush,
  type BrushSize,
  type BrushStyle,
  brushReach,
  brushStyle,
} from './brush'
export {
  type Camera,
  cameraBetween,
  centredOn,
  clampCamera,
  MAX_ZOOM,
  MIN_ZOOM,
  nextZoom,
  panBy,
  toScreen,
  toWorld,
  type Viewport,
  viewOf,
  zoomAbout,
  zoomToFit,
} from './camera'
export {
  arrowSilhouette,
  type Contour,
  ellipseSilhouette,
  frameSilhouette,
  inkSilhouette,
  rectangleSilhouette,
  type Silhouette,
} from './contour'
export { type Cut, erasedBetween, leftStrokes, mergedCuts } from './cuts'
export { distributed } from './distribute'
export { type DrawWish, drawnBox, drawnLine } from './drawn'
export { afterWindow, type Ghost, handedOver } from './ghosts'
export {
  type Handle,
  handleAt,
  handleCursor,
  handlePlace,
  type PointerKind,
  RESIZE_HANDLES,
  type ResizeHandle,
  sidesOf,
} from './handles'
export { HOLD_GAP, heldRegion } from './held-region'
export { HIT_TOLERANCE, isHit, isSwept } from './hit-test'
export { chainZoom, homeCamera } from './home'
export { fittedPixels, imageBox, type PixelSize } from './image-fit'
export { INK_GRID, type InkPlace, type InkPoints, inkBoxInWorld, onInkGrid, pointCount, toInk } from './ink'
export { decodeInk, encodeInk, MAX_STROKE_POINTS } from './ink-codec'
export { type PathSink, SvgPath, traceLine, traceOutline } from './ink-path'
export { isLassoed } from './lasso'
export { LINE_WIDTHS } from './line-width'
export {
  type LiveStart,
  type LiveWindow,
  liveWindow,
  readLiveWindow,
  readWindow,
  WINDOW_POINTS,
} from './live-window'
export { isHeldBy, isTouchedBy } from './marquee'
export { boxAround, broughtIntoView, duplicateStep, pasteStep } from './place'
export {
  between,
  distance,
  moved,
  type Point,
  type ScreenPoint,
  stepBetween,
  turned,
  type WorldPoint,
} from './point'
export { type Device, type Gesture, PointerArbiter, type PointerNews } from './pointer-arbiter'
export { type Insertion, type Piled, type Reordering, reordered } from './reorder'
export { type ResizeWish, resized, resizeScaling, type Scaling, scaledBox, scaledPoint } from './resize'
export { angleBetween, normalAngle, snappedTurn, turnedBox } from './rotate'
export { selectionBox, type TurnedBox } from './selection-box'
export { detailLevel, detailTolerance, inkAtDetail, keptPoints } from './simplify'
export {
  GRID,
  type Guide,
  nearestNeighbours,
  onGrid,
  SNAP_TOLERANCE,
  type Snapped,
  type SnapWish,
  snapMove,
  snapResize,
} from './snap'
export { byDepth, type Placed, SpatialIndex } from './spatial-index'
export { GrowingOutline, type Outline, outlineMargin, strokeOutlines } from './stroke-outline'
export { type BoardPicture, boardToSvg, type DrawnBoard, formulasIn } from './svg/board-to-svg'
export type { ChainPicture } from './svg/draw-chain'
export type { Typeset, TypesetFormula } from './svg/formula'
export { FONT_STACK, type Lettering, type Measure, MONOSPACE } from './svg/lettering'
export { readBoardSvg } from './svg/metadata'
export { type PrintPlan, printPlan } from './svg/pages'
export { PALETTES, type Palette, type PaperTheme } from './svg/palette'
export { readWheel, type WheelTurn, type WheelWish } from './wheel'
