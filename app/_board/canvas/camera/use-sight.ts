'use client'

import { type RefObject, useEffect } from 'react'
import type { CanvasStore } from '../canvas-state'
import { bringIntoSight } from './into-sight'
import { panIntoSight } from './move-camera'

/**
 * What the keyboard reaches comes into sight, and so does what the browser scrolls to by itself, when it finds a word on the page
 * for instance: the frame never stays scrolled, the camera moves instead.
 */
export function useSight(
  state: CanvasStore,
  frame: RefObject<HTMLElement | null>,
  world: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const scrolled = frame.current
    const inside = world.current
    if (!scrolled || !inside) return
    let isPressed = false
    const takeScroll = () => {
      const step = { x: -scrolled.scrollLeft, y: -scrolled.scrollTop }
      if (step.x === 0 && step.y === 0) return
      scrolled.scrollTo(0, 0)
      panIntoSight(state, step)
    }
    const onFocus = ({ target }: FocusEvent) => {
      takeScroll()
      // What a pointer presses is in sight, and would slip away from under it.
      if (!isPressed && target instanceof Element) bringIntoSight(state, target, scrolled)
    }
    const onPress = () => {
      isPressed = true
    }
    const onLift = () => {
      isPressed = false
    }
    scrolled.addEventListener('scroll', takeScroll)
    inside.addEventListener('focusin', onFocus)
    window.addEventListener('pointerdown', onPress, true)
    window.addEventListener('pointerup', onLift, true)
    window.addEventListener('pointercancel', onLift, true)
    return () => {
      scrolled.removeEventListener('scroll', takeScroll)
      inside.removeEventListener('focusin', onFocus)
      window.removeEventListener('pointerdown', onPress, true)
      window.removeEventListener('pointerup', onLift, true)
      window.removeEventListener('pointercancel', onLift, true)
    }
  }, [state, frame, world])
}
