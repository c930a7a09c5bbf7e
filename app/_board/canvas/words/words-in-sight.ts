import { type AnyElement, isHolder, isReadable, type WrittenElement } from '@/lib/board'
import { type Box, containsBox, expanded, movedBox, viewOf } from '@/lib/canvas'
import type { CanvasScope } from '../canvas-scope'
import type { Preview } from '../canvas-state'
import { layerPlace } from '../places/shape-of'

/** What lies so near the window is there before it comes into it, in screen px. */
const MARGIN = 400
/** Of more words than anybody can read at once, those on top are shown. */
const MOST_SHOWN = 2000
/** So many are put on the page in one frame; a long one counts as several. */
const NEW_IN_A_FRAME = 80
const LONG = 500

/** What stands among the words, as it is shown now. */
export type Word = Extract<AnyElement, { kind: 'text' | 'note' | 'math' | 'derivation' | 'unreadable' }>

const isWord = (element: AnyElement): element is Word => element.kind === 'unreadable' || isHolder(element)

/**
 * The words in and near the window: which they are, where they are, and how large they come out. A drag or a change of the camera
 * renders none of them anew: each is moved by hand.
 */
export class WordsInSight {
  private ids: readonly string[] = []
  private readonly listeners = new Set<() => void>()
  private readonly listenersOf = new Map<string, Set<() => void>>()
  private readonly shown = new Map<string, Word>()
  private readonly nodes = new Map<string, HTMLElement>()
  private looked: { readonly box: Box; readonly zoom: number } | null = null
  private frame = 0
  private preview: Preview | null = null
  private observer: ResizeObserver | null = null

  constructor(private readonly stage: CanvasScope) {}

  follow(): () => void {
    const { places, state } = this.stage
    this.observer = new ResizeObserver(entries => this.measure(entries.map(({ target }) => target)))
    for (const node of this.nodes.values()) this.observer.observe(node)
    const stopPlaces = places.subscribe(({ changed, removed }) => {
      for (const id of changed) this.show(id)
      for (const id of removed) this.show(id)
      this.lookSoon()
    })
    const stopState = state.subscribe((now, before) => {
      if (now.preview !== before.preview) this.followPreview(now.preview)
      if (now.camera !== before.camera || now.viewport !== before.viewport) {
        if (this.hasLeftWhatItLookedAt()) this.lookSoon()
      }
    })
    this.lookSoon()
    return () => {
      cancelAnimationFrame(this.frame)
      this.frame = 0
      stopPlaces()
      stopState()
      this.observer?.disconnect()
      this.observer = null
    }
  }

  /** The ids of the words on the page, from the bottom to the top. */
  list = (): readonly string[] => this.ids

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** One of them: the same object until it looks otherwise. */
  word(id: string): Word | undefined {
    const now = this.elementOf(id)
    const before = this.shown.get(id)
    if (now === undefined) this.shown.delete(id)
    else if (before === undefined || !looksTheSame(before, now)) this.shown.set(id, now)
    return this.shown.get(id)
  }

  subscribeTo(id: string, listener: () => void): () => void {
    const listeners = this.listenersOf.get(id) ?? new Set()
    this.listenersOf.set(id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) {
        this.listenersOf.delete(id)
        this.shown.delete(id)
      }
    }
  }

  /** Puts the element of a word at its place, and follows its size; returns the way to stop it. */
  attach(id: string, node: HTMLElement): () => void {
    this.nodes.set(id, node)
    node.dataset.annotation = id
    this.put(id)
    this.observer?.observe(node)
    return () => {
      this.observer?.unobserve(node)
      this.nodes.delete(id)
    }
  }

  node(id: string): HTMLElement | undefined {
    return this.nodes.get(id)
  }

  private elementOf(id: string): Word | undefined {
    const previewed = this.preview?.kind === 'changed' ? this.preview.elements.get(id) : undefined
    const element = previewed ?? this.stage.places.get(id)?.element
    return element !== undefined && isWord(element) ? element : undefined
  }

  private show(id: string): void {
    this.put(id)
    for (const listener of this.listenersOf.get(id) ?? []) listener()
  }

  private put(id: string): void {
    const node = this.nodes.get(id)
    if (node === undefined) return
    const placed = this.stage.places.get(id)
    const element = this.elementOf(id)
    if (element === undefined) return
    const { preview } = this
    // What is resized is at the place that the gesture gives it, everything else where it lies after what it holds on to.
    const isChanged = preview?.kind === 'changed' && preview.elements.has(id)
    let { x = 0, y = 0 } = isChanged || placed === undefined ? element : placed
    if (preview?.kind === 'moved' && preview.ids.has(id)) {
      x += preview.step.x
      y += preview.step.y
    }
    const turn = 'rotation' in element && element.rotation !== 0 ? ` rotate(${element.rotation}rad)` : ''
    node.style.transform = `translate(${x}px, ${y}px)${turn}`
    node.toggleAttribute('data-erased', preview?.kind === 'erased' && preview.ids.has(id))
    node.toggleAttribute('data-lost', placed?.lost === true)
  }

  private followPreview(preview: Preview | null): void {
    const before = this.preview
    this.preview = preview
    if (before?.kind === 'changed' || preview?.kind === 'changed') {
      const ids = [before, preview].flatMap(each =>
        each?.kind === 'changed' ? [...each.elements.keys()] : [],
      )
      for (const id of new Set(ids)) this.show(id)
    }
    for (const id of this.nodes.keys()) this.put(id)
    this.lookSoon()
  }

  private measure(nodes: Iterable<Element>): void {
    const extents = new Map<string, { width: number; height: number }>()
    for (const node of nodes) {
      if (!(node instanceof HTMLElement) || !node.isConnected) continue
      const id = node.dataset.annotation
      const element = id === undefined ? undefined : this.elementOf(id)
      if (id === undefined || element === undefined || element.kind === 'unreadable') continue
      extents.set(id, { width: node.offsetWidth, height: node.offsetHeight })
    }
    if (extents.size > 0) this.stage.places.setExtents(extents)
  }

  private hasLeftWhatItLookedAt(): boolean {
    if (this.looked === null) return true
    const { camera, viewport } = this.stage.state.getState()
    const ratio = camera.zoom / this.looked.zoom
    return ratio > 2 || ratio < 0.7 || !containsBox(this.looked.box, viewOf(camera, viewport))
  }

  private lookSoon(): void {
    if (this.frame !== 0) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      this.look()
    })
  }

  private look(): void {
    const { camera, viewport } = this.stage.state.getState()
    const box = expanded(viewOf(camera, viewport), MARGIN / camera.zoom)
    this.looked = { box, zoom: camera.zoom }
    const wanted = this.wordsIn(box)
    const present = new Set(this.ids)
    let room = NEW_IN_A_FRAME
    const fits = (id: string): boolean => {
      if (room > 0) room -= this.weightOf(id)
      else isMore = true
      return !isMore
    }
    let isMore = false
    const ids = wanted.filter(id => present.has(id) || fits(id))
    if (isMore) this.lookSoon()
    if (ids.length === this.ids.length && ids.every((id, i) => id === this.ids[i])) return
    this.ids = ids
    for (const listener of [...this.listeners]) listener()
  }

  private weightOf(id: string): number {
    const element = this.elementOf(id)
    if (element === undefined || element.kind === 'unreadable') return 1
    return 1 + lengthOf(element) / LONG
  }

  private wordsIn(box: Box): readonly string[] {
    const { places, state } = this.stage
    const { preview } = this
    const words = (within: Box) => places.index.withinLayer(WORDS_PLACE, within)
    const found = words(box).map(({ id }) => id)
    const all = new Set(found.slice(-MOST_SHOWN))
    if (preview?.kind === 'moved') {
      const { step, ids } = preview
      for (const { id } of words(movedBox(box, { x: -step.x, y: -step.y })).slice(-MOST_SHOWN)) {
        if (ids.has(id)) all.add(id)
      }
    }
    if (preview?.kind === 'changed') {
      for (const [id, element] of preview.elements) if (isWord(element)) all.add(id)
    }
    const { editing } = state.getState()
    if (editing !== null && this.elementOf(editing) !== undefined) all.add(editing)
    return [...all]
  }
}

function lengthOf(word: Exclude<Word, { kind: 'unreadable' }>): number {
  if (word.kind !== 'derivation') return word.text.length
  return word.lines.reduce((sum, line) => sum + 100 + (isReadable(line) ? line.text.length : 0), 0)
}

const WORDS_PLACE = layerPlace({ kind: 'unreadable', id: '', why: '' })

/** Whether a word need not be rendered anew: its place is set by hand. */
function looksTheSame(before: Word, now: Word): boolean {
  if (before === now) return true
  if (before.kind === 'unreadable' || now.kind === 'unreadable') {
    return before.kind === now.kind && 'why' in before && 'why' in now && before.why === now.why
  }
  if (before.kind === 'derivation' || now.kind === 'derivation') return saysTheSame(before, now)
  const widthOf = (word: WrittenElement) => ('width' in word ? word.width : null)
  return (
    before.kind === now.kind &&
    before.text === now.text &&
    before.color === now.color &&
    before.size === now.size &&
    before.locked === now.locked &&
    widthOf(before) === widthOf(now)
  )
}

/** Of a derivation all that is not its place is shown. */
const saysTheSame = (before: Word, now: Word): boolean =>
  before.kind === 'derivation' &&
  now.kind === 'derivation' &&
  before.lines === now.lines &&
  before.title === now.title &&
  before.folded === now.folded &&
  before.color === now.color &&
  before.size === now.size &&
  before.locked === now.locked
