import type { AnyElement } from '@/lib/board'
import {
  type Box,
  containsBox,
  distance,
  expanded,
  heightOf,
  movedBox,
  type Point,
  SpatialIndex,
  widthOf,
} from '@/lib/canvas'
import type { Preview } from '../canvas-state'
import type { PlacedElement, PlacesChange } from '../places/places'
import { drawElement, type Surroundings } from './draw-element'
import type { Drawable } from './figure'
import { Holders } from './holders'
import { paintParts, svgElement } from './paint-parts'

/** Up to so many all stand in the document; of more, those in sight and around it. */
const ALL_SHOWN = 500
/** Up to so many are dragged one by one, each in its place of the pile; more are lifted above the others, and go as one. */
const LIFTED = 300
/** How much is drawn around the view, as a share of it: so far the camera goes before anything is drawn anew. */
const AROUND = 0.5

/**
 * One layer of shapes as SVG. Draws what changed and nothing else, in the order of the pile. The camera moves the whole; a gesture
 * shows its preview here until it is committed.
 */
export class ShapeScene<Own extends Drawable> {
  private readonly index = new SpatialIndex<PlacedElement>()
  private readonly holders = new Holders()
  private readonly nodes = new Map<string, SVGGElement>()
  private readonly pile = svgElement('g')
  private readonly lifted = svgElement('g')
  private view: Box | null = null
  /** What of the world is drawn, when not all is. */
  private covered: Box | null = null
  /** How far what is dragged had gone then. */
  private coveredStep: Point = { x: 0, y: 0 }
  private preview: Preview | null = null

  constructor(
    root: SVGSVGElement,
    private readonly surroundings: Surroundings,
    private readonly isOwn: (element: AnyElement) => element is Own,
  ) {
    root.replaceChildren(this.pile, this.lifted)
    this.follow({ changed: new Set(surroundings.places.index.all().map(({ id }) => id)), removed: new Set() })
  }

  /** Draws what has changed, or come, and takes away what is gone. */
  follow({ changed, removed }: PlacesChange): void {
    const own: PlacedElement[] = []
    const gone: string[] = [...removed]
    for (const id of changed) {
      const placed = this.surroundings.places.get(id)
      if (placed !== undefined && this.isOwn(placed.element)) own.push(placed)
      else if (this.index.get(id) !== undefined) gone.push(id)
      this.holders.note(id, placed?.element)
    }
    for (const id of removed) this.holders.note(id, undefined)
    if (own.length === 0 && this.index.size === 0) return
    this.index.set(own)
    this.index.delete(gone)
    this.arrange()
    this.paint(own.map(({ id }) => id))
    this.paint(this.holders.on([...changed, ...removed]))
    if (this.preview?.kind === 'moved') this.lift(this.preview.ids, this.preview.step)
  }

  /** Takes note of what the window shows. Draws more only when it comes near the end of what is drawn. */
  look(view: Box): void {
    this.view = view
    if (this.index.size <= ALL_SHOWN) return
    const isCovered =
      this.covered !== null && containsBox(this.covered, view) && widthOf(this.covered) < 5 * widthOf(view)
    if (!isCovered) this.arrange()
  }

  /** Shows what a gesture makes of things, or nothing more of it (null). */
  show(preview: Preview | null): void {
    const before = this.preview
    this.preview = preview
    if (this.index.size === 0 && !this.makesNew(before) && !this.makesNew(preview)) return
    if (before?.kind === 'moved' && preview?.kind === 'moved' && before.ids === preview.ids) {
      this.moveTo(preview.ids, preview.step)
      return
    }
    if (before?.kind === 'moved') this.putBack(before.ids)
    if (before?.kind === 'moved' || this.makesNew(before) || this.makesNew(preview)) this.arrange()
    const touched = new Set([...touchedBy(before), ...touchedBy(preview)])
    this.paint(touched)
    this.paint(this.holders.on(touched))
    if (preview?.kind === 'moved') this.lift(preview.ids, preview.step)
  }

  /** Draws the images anew that show this one. */
  refreshImage(hash: string): void {
    const showing: string[] = []
    for (const id of this.nodes.keys()) {
      const element = this.elementOf(id)
      if (element?.kind === 'image' && element.hash === hash) showing.push(id)
    }
    this.paint(showing)
  }

  /** What stands under an id now: what the gesture makes of it, else what the board holds. */
  private elementOf(id: string): Own | undefined {
    const changed = this.preview?.kind === 'changed' ? this.preview.elements.get(id) : undefined
    const element = changed ?? this.index.get(id)?.element
    return element !== undefined && this.isOwn(element) ? element : undefined
  }

  /** Whether a gesture makes something of this layer that the board does not hold. */
  private makesNew(preview: Preview | null): boolean {
    if (preview?.kind !== 'changed') return false
    for (const [id, element] of preview.elements) {
      if (this.isOwn(element) && this.index.get(id) === undefined) return true
    }
    return false
  }

  /** Makes the nodes of what is to be seen, in the order of the pile; what a gesture makes anew lies on top. */
  private arrange(): void {
    const wanted = this.inSight()
    const ids = new Set(wanted)
    for (const [id, node] of this.nodes) {
      if (ids.has(id)) continue
      node.remove()
      this.nodes.delete(id)
    }
    const isLifted = this.lifted.hasChildNodes()
    let next = this.pile.firstChild
    const fresh: string[] = []
    for (const id of wanted) {
      let node = this.nodes.get(id)
      if (node === undefined) {
        node = svgElement('g')
        node.dataset.id = id
        this.nodes.set(id, node)
        fresh.push(id)
      }
      if (isLifted && node.parentNode === this.lifted) continue
      if (node === next) next = node.nextSibling
      else this.pile.insertBefore(node, next)
    }
    this.paint(fresh)
  }

  private inSight(): string[] {
    const ids = (
      this.index.size <= ALL_SHOWN || this.view === null ? this.index.all() : this.near(this.view)
    ).map(({ id }) => id)
    if (this.preview?.kind !== 'changed') return ids
    const known = new Set(ids)
    for (const id of this.preview.elements.keys()) {
      if (!known.has(id) && this.elementOf(id) !== undefined) ids.push(id)
    }
    return ids
  }

  private near(view: Box): PlacedElement[] {
    const { preview } = this
    const covered = expanded(view, AROUND * Math.max(widthOf(view), heightOf(view)))
    this.covered = covered
    const near = this.index.within(covered)
    if (preview?.kind !== 'moved') return near
    this.coveredStep = preview.step
    // What is dragged is seen elsewhere than where it lies.
    const back = { x: -preview.step.x, y: -preview.step.y }
    const dragged = this.index.within(movedBox(covered, back)).filter(({ id }) => preview.ids.has(id))
    return [...near.filter(({ id }) => !preview.ids.has(id)), ...dragged]
  }

  private paint(ids: Iterable<string>): void {
    for (const id of ids) {
      const node = this.nodes.get(id)
      const element = this.elementOf(id)
      if (node === undefined || element === undefined) continue
      const { parts, turn } = drawElement(element, this.surroundings, this.previewAround(id))
      node.dataset.kind = element.kind
      node.style.setProperty('--mark', `var(--mark-${element.color})`)
      node.toggleAttribute('data-erased', this.preview?.kind === 'erased' && this.preview.ids.has(id))
      node.dataset.turn = turn
      setTransform(node, turn)
      paintParts(node, parts)
    }
  }

  /** What is dragged itself is drawn as it lies, and moved. */
  private previewAround(id: string): Preview | null {
    const { preview } = this
    return preview?.kind === 'moved' && preview.ids.has(id) ? null : preview
  }

  private lift(ids: ReadonlySet<string>, step: Point): void {
    const nodes = this.nodesOf(ids)
    if (nodes.length > LIFTED) this.lifted.append(...nodes)
    this.moveTo(ids, step)
  }

  private moveTo(ids: ReadonlySet<string>, step: Point): void {
    const isFar = this.view !== null && distance(step, this.coveredStep) > (AROUND / 2) * widthOf(this.view)
    if (isFar && this.index.size > ALL_SHOWN) {
      this.arrange()
      this.lift(ids, step)
      return
    }
    const way = `translate(${step.x} ${step.y})`
    if (this.lifted.hasChildNodes()) setTransform(this.lifted, way)
    else for (const node of this.nodesOf(ids)) setTransform(node, `${way}${node.dataset.turn ?? ''}`)
    // Lines that stay, and hold on to something that goes.
    this.paint([...this.holders.on(ids)].filter(id => !ids.has(id)))
  }

  private putBack(ids: ReadonlySet<string>): void {
    if (this.lifted.hasChildNodes()) {
      setTransform(this.lifted, '')
      this.pile.append(...this.lifted.childNodes) // Each comes to its place when all are put in order.
    } else for (const node of this.nodesOf(ids)) setTransform(node, node.dataset.turn ?? '')
  }

  /** The nodes of these, as they lie from the bottom. */
  private nodesOf(ids: ReadonlySet<string>): SVGGElement[] {
    const nodes: SVGGElement[] = []
    for (const part of [this.lifted, this.pile]) {
      for (const node of part.children) {
        if (node instanceof SVGGElement && ids.has(node.dataset.id ?? '')) nodes.push(node)
      }
    }
    return nodes
  }
}

function touchedBy(preview: Preview | null): Iterable<string> {
  if (preview === null) return []
  return preview.kind === 'changed' ? preview.elements.keys() : preview.ids
}

function setTransform(node: SVGGElement, transform: string): void {
  if (transform === '') node.removeAttribute('transform')
  else node.setAttribute('transform', transform)
}
