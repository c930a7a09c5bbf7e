'use client'

import { useEffect } from 'react'
import { type Device, type Gesture, PointerArbiter, type PointerNews, toWorld } from '@/lib/canvas'
import { panCamera, zoomCamera } from '../camera/move-camera'
import type { CanvasScope } from '../canvas-scope'
import type { CanvasPointer, ToolGesture } from '../tools/tool'
import { TOOLS } from '../tools/tools'
import { DoubleClicks } from './double-clicks'
import { screenPoint } from './screen-point'

/** What takes its pointers itself: the chain's own controls, what is typed in, the bars over the canvas. */
export const OWN_CONTROLS =
  'input, select, textarea, button, a, summary, [contenteditable="true"], [role="slider"], [data-takes-pointers]'

/** One listener for every pen, finger and mouse over the canvas: the arbiter says whose hand is what, the tool in the hand does it. */
export function usePointers(canvas: HTMLElement, stage: CanvasScope): void {
  useEffect(() => new Pointers(canvas, stage).listen(), [canvas, stage])
}

class Pointers {
  private readonly arbiter = new PointerArbiter()
  private gesture: ToolGesture | null = null
  private isSpaceHeld = false
  private readonly doubleClicks = new DoubleClicks()

  constructor(
    private readonly canvas: HTMLElement,
    private readonly stage: CanvasScope,
  ) {}

  listen(): () => void {
    const stop = new AbortController()
    const on = <K extends keyof HTMLElementEventMap>(
      type: K,
      take: (event: HTMLElementEventMap[K]) => void,
    ) => this.canvas.addEventListener(type, take, { signal: stop.signal })
    on('pointerdown', event => this.down(event))
    on('pointermove', event => this.move(event))
    on('pointerup', event => this.lift(event, 'up'))
    on('pointercancel', event => this.lift(event, 'cancel'))
    on('pointerleave', () => this.leave())
    // A finger that rests draws, or is answered when it is lifted: the browser has no menu to open for it.
    on('contextmenu', event => {
      if (this.gesture !== null || event.pointerType === 'touch') event.preventDefault()
    })
    window.addEventListener('keydown', event => this.keyDown(event), { signal: stop.signal, capture: true })
    window.addEventListener('keyup', event => this.keyUp(event), { signal: stop.signal })
    window.addEventListener('blur', () => this.loseFocus(), { signal: stop.signal })
    // Whoever takes another tool while a gesture lasts has abandoned it; so has pen mode ended, when it is left by its button.
    const stopFollowing = this.stage.state.subscribe(({ tool, isInPenMode }, before) => {
      if (tool !== before.tool) {
        if (this.gesture !== null && tool !== 'select') this.follow(this.arbiter.abandon(), [])
        this.showCursor(null)
      }
      if (!isInPenMode && before.isInPenMode) this.arbiter.leavePenMode()
    })
    this.showCursor(null)
    return () => {
      this.follow(this.arbiter.abandon(), [])
      stopFollowing()
      stop.abort()
    }
  }

  private get tool() {
    return TOOLS[this.stage.state.getState().tool]
  }

  private down(event: PointerEvent): void {
    const pans = event.button === 1 || this.isSpaceHeld || this.stage.state.getState().tool === 'hand'
    if (!pans && event.button !== 0) return
    if (!pans && event.target instanceof Element && event.target.closest(OWN_CONTROLS)) return
    // Nothing is marked as text, and no image is dragged out; but what has the focus gives it up, as by any click beside it.
    event.preventDefault()
    this.takeFocus()
    this.canvas.setPointerCapture(event.pointerId)
    const pointer = this.pointer(event)
    if (!event.isPrimary) this.doubleClicks.cancel()
    else if (!pans) this.doubleClicks.down(pointer.screen, pointer.time)
    this.follow(this.arbiter.take(this.news(event, 'down', pans)), [pointer])
    if (this.arbiter.isInPenMode && !this.stage.state.getState().isInPenMode) {
      this.stage.state.setState({ isInPenMode: true })
    }
    this.showCursor(this.gesture === null && pans ? 'grabbing' : null)
  }

  private move(event: PointerEvent): void {
    const pointer = this.pointer(event)
    const { x, y } = pointer.at
    this.doubleClicks.move(pointer.screen)
    this.stage.announce({ cursor: { x: Math.round(x), y: Math.round(y) } })
    const gestures = this.arbiter.take(this.news(event, 'move', false))
    if (gestures.length > 0) {
      const all = event.getCoalescedEvents?.() ?? []
      this.follow(gestures, all.length > 1 ? all.map(each => this.pointer(each)) : [pointer])
    } else if (event.buttons === 0) {
      this.showCursor(this.tool?.hover?.(this.stage, pointer) ?? null)
    }
  }

  private lift(event: PointerEvent, kind: 'up' | 'cancel'): void {
    const pointer = this.pointer(event)
    this.follow(this.arbiter.take(this.news(event, kind, false)), [pointer])
    if (kind === 'cancel') this.doubleClicks.cancel()
    else if (event.isPrimary && this.doubleClicks.up(pointer.screen))
      this.tool?.doubleClick?.(this.stage, pointer)
    this.showCursor(null)
  }

  private leave(): void {
    this.stage.announce({ cursor: null })
    this.tool?.hover?.(this.stage, null)
  }

  private follow(gestures: readonly Gesture[], pointers: readonly CanvasPointer[]): void {
    const { state } = this.stage
    for (const gesture of gestures) {
      switch (gesture.kind) {
        case 'begin':
          this.gesture = pointers[0] ? (this.tool?.begin(this.stage, pointers[0]) ?? null) : null
          break
        case 'extend':
          this.gesture?.extend(pointers)
          break
        case 'finish': {
          const finished = this.gesture
          this.gesture = null
          if (pointers[0]) finished?.finish(pointers[0])
          break
        }
        case 'abandon':
          this.gesture?.abandon()
          this.gesture = null
          break
        case 'pan':
          panCamera(state, gesture.step)
          break
        case 'pinch':
          panCamera(state, gesture.step)
          zoomCamera(state, gesture.about, gesture.factor)
      }
    }
  }

  private keyDown(event: KeyboardEvent): void {
    if (event.key === 'Tab') this.list?.removeAttribute('data-by-pointer')
    if (event.key === 'Escape' && this.gesture !== null) {
      this.follow(this.arbiter.abandon(), [])
      event.stopPropagation()
      return
    }
    if (event.key !== ' ' || isTypedIn(event.target) || event.repeat) return
    if (event.target instanceof Element && event.target.closest('button, [role="button"], input, select, a'))
      return
    this.isSpaceHeld = true
    event.preventDefault()
    this.showCursor('grab')
  }

  private keyUp(event: KeyboardEvent): void {
    if (event.key !== ' ') return
    this.isSpaceHeld = false
    this.showCursor(null)
  }

  private get list(): HTMLElement | null {
    return this.canvas.querySelector('[data-annotation-list]')
  }

  private loseFocus(): void {
    this.isSpaceHeld = false
    this.follow(this.arbiter.abandon(), [])
  }

  /** A press on the board takes the focus from the field that has it, which thereby writes what was typed; keys are the board's then. */
  private takeFocus(): void {
    const list = this.list
    const focused = document.activeElement
    list?.setAttribute('data-by-pointer', '')
    if (list !== null) list.focus({ preventScroll: true })
    else if (focused instanceof HTMLElement && focused !== document.body) focused.blur()
  }

  private showCursor(cursor: string | null): void {
    this.canvas.style.cursor = cursor ?? (this.isSpaceHeld ? 'grab' : (this.tool?.cursor ?? 'default'))
  }

  private pointer(event: PointerEvent): CanvasPointer {
    const screen = screenPoint(event, this.canvas)
    return {
      at: toWorld(this.stage.state.getState().camera, screen),
      screen,
      pressure: event.pointerType === 'pen' ? event.pressure : null,
      device: deviceOf(event),
      time: event.timeStamp,
      shift: event.shiftKey,
      alt: event.altKey,
      ctrl: event.ctrlKey || event.metaKey,
    }
  }

  private news(event: PointerEvent, kind: PointerNews['kind'], pans: boolean): PointerNews {
    return {
      kind,
      id: event.pointerId,
      device: deviceOf(event),
      at: screenPoint(event, this.canvas),
      time: event.timeStamp,
      pans,
    }
  }
}

const deviceOf = ({ pointerType }: PointerEvent): Device =>
  pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'mouse'

/** Whether a key that is pressed there writes something. */
export const isTypedIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type="range"], [type="checkbox"]), textarea, select'))
