'use client'

import { type RefObject, useEffect } from 'react'
import type { CanvasStore } from '../canvas-state'
import { bringIntoSight } from './into-sight'
import { panIntoSight } from './move-camera'
import { roomBelow } from './room-below'

/**
 * What the keyboard reaches comes into sight, and so does what the browser scrolls to by itself, when it finds a word on the page
 * for instance: the frame never stays scrolled, the camera moves instead.
 */
export function useSight(
  state: CanvasStore,
  frame: RefObject<HTMLElement | null>,
  chain: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const scrolled = frame.current
    if (!scrolled) return
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
      if (isPressed || !(target instanceof Element)) return
      // Of what has the focus on the chain the formula shows, at the lower edge.
      const isOfChain = chain.current?.contains(target) ?? false
      bringIntoSight(state, target, scrolled, isOfChain ? roomBelow(scrolled) : 0)
    }
    // When the window has become smaller, or the chain larger, whatever is worked on does not leave the sight.
    const stopFollowing = state.subscribe(({ viewport, isHome }, before) => {
      const focused = document.activeElement
      if (!isHome || viewport === before.viewport || focused === null) return
      if (chain.current?.contains(focused)) bringIntoSight(state, focused, scrolled, roomBelow(scrolled))
    })
    const onPress = () => {
      isPressed = true
    }
    const onLift = () => {
      isPressed = false
    }
    scrolled.addEventListener('scroll', takeScroll)
    scrolled.addEventListener('focusin', onFocus)
    window.addEventListener('pointerdown', onPress, true)
    window.addEventListener('pointerup', onLift, true)
    window.addEventListener('pointercancel', onLift, true)
    return () => {
      stopFollowing()
      scrolled.removeEventListener('scroll', takeScroll)
      scrolled.removeEventListener('focusin', onFocus)
      window.removeEventListener('pointerdown', onPress, true)
      window.removeEventListener('pointerup', onLift, true)
      window.removeEventListener('pointercancel', onLift, true)
    }
  }, [state, frame, chain])
}
