'use client'

import { type RefObject, useEffect } from 'react'
import { keyOfQuantity, type Model } from '@/lib/board'
import { type Box, boxAt } from '@/lib/canvas'
import { quantityFromKey } from '@/lib/notation'
import { useModel } from '../../board-scope'
import type { Places } from './places'

/** Keeps the places of the chain's quantities, in world px, as the chain is laid out anew. */
export function useQuantityPlaces(places: Places, chain: RefObject<HTMLElement | null>): void {
  const { layers, biases } = useModel()
  useEffect(() => {
    if (!chain.current) return
    let frame = 0
    const measure = () => {
      if (!chain.current) return
      const { offsetWidth, offsetHeight } = chain.current
      const whole = boxAt({ x: 0, y: 0 }, offsetWidth, offsetHeight)
      places.setQuantities(quantityBoxes(chain.current, layers), whole)
    }
    const measureSoon = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(measure)
    }
    measure()
    const observer = new ResizeObserver(measureSoon)
    observer.observe(chain.current)
    // Fewer biases make every column lower, and may leave the chain as wide as it was.
    if (biases !== undefined) measureSoon()
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
    }
  }, [places, chain, layers, biases])
}

function quantityBoxes(chain: HTMLElement, layers: Model['layers']): Map<string, Box> {
  const origin = chain.getBoundingClientRect()
  const zoom = origin.width / chain.offsetWidth || 1
  const boxes = new Map<string, Box>()
  for (const element of chain.querySelectorAll<HTMLElement>('[data-place-of]')) {
    const quantity = quantityFromKey(element.dataset.placeOf ?? '')
    const key = quantity && keyOfQuantity(quantity, layers)
    const { left, top, width, height } = element.getBoundingClientRect()
    const corner = { x: (left - origin.left) / zoom, y: (top - origin.top) / zoom }
    if (key !== null) boxes.set(key, boxAt(corner, width / zoom, height / zoom))
  }
  return boxes
}
