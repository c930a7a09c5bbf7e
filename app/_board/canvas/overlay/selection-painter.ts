import { isLine, type Line } from '@/lib/board'
import { handlePlace, moved, movedBox, selectionBox, type TurnedBox, toScreen } from '@/lib/canvas'
import type { Participant } from '../../people/presences'
import type { CanvasScope } from '../canvas-scope'
import type { CanvasState } from '../canvas-state'
import { elementsOf } from '../selection/selected'
import { type SelectionFacts, selectionFacts } from '../selection/selection-facts'
import { arrowHandles, lineAsPlaced } from '../tools/select/arrow-handles'
import { boxPath, circlePath, linePath, squarePath, type ToWindow, uprightPath } from './screen-path'
import { shownBox, shownSilhouette } from './shown-boxes'

/** The lines of the overlay, each one path; screen px. */
export interface SelectionLines {
  readonly hovered: string
  readonly outlines: string
  readonly locked: string
  readonly box: string
  readonly handles: string
  readonly stem: string
  readonly guides: string
  readonly marquee: string
  readonly lasso: string
  readonly held: string
}

/** More outlines than this are a cloud; the box around all says as much. */
const MOST_OUTLINES = 80
const HANDLE = 9
const ROUND = 5
/** On a small selection the handles would hide what is selected. */
const HANDLES_FROM = 12
const EDGE_HANDLES_FROM = 40

/** What is drawn of a selection and of the gesture that lasts, in the window as the camera shows it now. */
export function selectionLines(stage: CanvasScope): SelectionLines {
  const facts = selectionFacts(stage)
  const state = stage.state.getState()
  const { camera, selection, hovered, traces, preview, editing } = state
  const toWindow: ToWindow = place => toScreen(camera, place)
  const ids = firstOf(selection, MOST_OUTLINES + 1)
  const elements = ids.length > MOST_OUTLINES ? [] : elementsOf(stage, ids)
  const outline = (id: string): string => outlineOf(stage, state, id, toWindow)
  const isHeld = (id: string) => elements.some(element => element.id === id && element.locked)
  const around = editing === null ? aroundSelection(stage, state, facts) : null
  const [only] = selection.size === 1 ? elements : []
  const isSettled = preview === null || preview.kind === 'changed'

  return {
    hovered: hovered === null || selection.has(hovered) ? '' : outline(hovered),
    outlines:
      selection.size > MOST_OUTLINES
        ? ''
        : ids
            .filter(id => !isHeld(id))
            .map(outline)
            .join(''),
    locked: ids.length > MOST_OUTLINES ? '' : ids.filter(isHeld).map(outline).join(''),
    box: around === null || selection.size < 2 ? '' : boxPath(around, toWindow),
    ...(isSettled && stage.mayAnnotate && editing === null
      ? handleLines(
          stage,
          state,
          facts,
          around,
          only !== undefined && isLine(only) ? only.id : null,
          toWindow,
        )
      : { handles: '', stem: '' }),
    guides: traces.guides.map(({ from, to }) => linePath([from.x, from.y, to.x, to.y], toWindow)).join(''),
    marquee: traces.marquee === null ? '' : uprightPath(traces.marquee, toWindow),
    lasso: traces.lasso === null ? '' : linePath(traces.lasso, toWindow),
    held: traces.held === null ? '' : uprightPath(traces.held, toWindow),
  }
}

/** As many as that, without a list of all. */
function firstOf(selection: ReadonlySet<string>, most: number): readonly string[] {
  const first: string[] = []
  for (const id of selection) if (first.push(id) === most) break
  return first
}

/** The outlines of what somebody else has selected. */
export const othersLines = (stage: CanvasScope, { selection }: Participant): string => {
  const state = stage.state.getState()
  return selection.map(id => outlineOf(stage, state, id, place => toScreen(state.camera, place))).join('')
}

function outlineOf(stage: CanvasScope, { preview }: CanvasState, id: string, toWindow: ToWindow): string {
  const element = stage.places.get(id)?.element
  if (element !== undefined && isLine(element)) {
    return shownSilhouette(stage, preview, id)
      .map(({ points }) => linePath(movedPoints(points, preview, id), toWindow))
      .join('')
  }
  const box = shownBox(stage, preview, id)
  return box === null ? '' : boxPath(box, toWindow)
}

function movedPoints(
  points: ArrayLike<number>,
  preview: CanvasState['preview'],
  id: string,
): ArrayLike<number> {
  if (preview?.kind !== 'moved' || !preview.ids.has(id)) return points
  const { step } = preview
  return Array.from(points, (value, i) => value + (i % 2 === 0 ? step.x : step.y))
}

function handleLines(
  stage: CanvasScope,
  { camera, preview }: CanvasState,
  facts: SelectionFacts,
  around: TurnedBox | null,
  line: string | null,
  toWindow: ToWindow,
): Pick<SelectionLines, 'handles' | 'stem'> {
  const none = { handles: '', stem: '' }
  if (line !== null) {
    const shown = shownLine(stage, preview, line)
    if (shown === null || shown.locked) return none
    const places = arrowHandles(shown, camera.zoom).map(([, place]) => circlePath(toWindow(place), ROUND))
    return { handles: places.join(''), stem: '' }
  }
  if (around === null || facts.isLocked) return none
  const { box, rotation } = around
  const isLarge = Math.max(box.maxX - box.minX, box.maxY - box.minY) * camera.zoom >= HANDLES_FROM
  // What has handles at its edges alone keeps them.
  const isByEdges = facts.handles.every(handle => handle.length === 1)
  const hasEdges = Math.min(box.maxX - box.minX, box.maxY - box.minY) * camera.zoom >= EDGE_HANDLES_FROM
  const resize = isLarge ? facts.handles.filter(handle => hasEdges || handle.length === 2 || isByEdges) : []
  const squares = resize.map(handle =>
    squarePath(toWindow(handlePlace(around, handle, camera.zoom)), HANDLE, rotation),
  )
  if (!facts.canRotate) return { handles: squares.join(''), stem: '' }
  const knob = toWindow(handlePlace(around, 'rotate', camera.zoom))
  const top = handlePlace(around, 'n', camera.zoom)
  const end = handlePlace(around, 'rotate', camera.zoom)
  return {
    handles: squares.join('') + circlePath(knob, ROUND),
    stem: linePath([top.x, top.y, end.x, end.y], toWindow),
  }
}

function shownLine(stage: CanvasScope, preview: CanvasState['preview'], id: string): Line | null {
  const changed = preview?.kind === 'changed' ? preview.elements.get(id) : undefined
  if (changed !== undefined && isLine(changed)) return changed
  const line = lineAsPlaced(stage.places.get(id))
  if (line === null || preview?.kind !== 'moved' || !preview.ids.has(id)) return line
  return { ...line, ...moved(line, preview.step) }
}

/** The box around everything selected: it is worked out once for a selection, and goes along with a move. */
function aroundSelection(
  stage: CanvasScope,
  { selection, preview }: CanvasState,
  { around }: SelectionFacts,
): TurnedBox | null {
  if (preview?.kind === 'changed') {
    const boxes = Array.from(selection, id => shownBox(stage, preview, id)).filter(box => box !== null)
    return selectionBox(boxes)
  }
  if (around === null || preview?.kind !== 'moved') return around
  return { ...around, box: movedBox(around.box, preview.step) }
}
