'use client'

import { type PointerEvent, useCallback } from 'react'
import type { CardActions } from './card-actions'

/** Lets a line be dragged to another place by its grip. What is shown meanwhile is written into the page by hand. */
export function useLineDrag(actions: CardActions) {
  return useCallback(
    (event: PointerEvent<HTMLElement>, line: string) => {
      const grip = event.currentTarget
      const row = grip.closest<HTMLElement>('[data-line]')
      const list = row?.parentElement
      if (event.button !== 0 || !row || !list) return
      event.preventDefault()
      event.stopPropagation()
      const stop = new AbortController()
      const others = [...list.querySelectorAll<HTMLElement>('[data-line]')].filter(each => each !== row)
      let place: number | null = null
      const show = (to: number | null) => {
        place = to
        for (const [i, each] of others.entries()) {
          const side = to === i ? 'above' : to === others.length && i === to - 1 ? 'below' : null
          if (side === null) delete each.dataset.drop
          else each.dataset.drop = side
        }
      }
      const end = (isKept: boolean) => {
        const to = place
        stop.abort()
        show(null)
        delete row.dataset.dragged
        if (isKept && to !== null) actions.moveTo(line, to)
      }
      row.dataset.dragged = ''
      grip.setPointerCapture(event.pointerId)
      const on = <K extends keyof HTMLElementEventMap>(
        type: K,
        take: (event: HTMLElementEventMap[K]) => void,
      ) => grip.addEventListener(type, take, { signal: stop.signal })
      on('pointermove', ({ clientY }) => {
        const above = others.findIndex(each => {
          const { top, height } = each.getBoundingClientRect()
          return clientY < top + height / 2
        })
        show(above < 0 ? others.length : above)
      })
      on('pointerup', () => end(true))
      on('pointercancel', () => end(false))
      window.addEventListener(
        'keydown',
        key => {
          if (key.key !== 'Escape') return
          key.stopPropagation()
          end(false)
        },
        { signal: stop.signal, capture: true },
      )
    },
    [actions],
  )
}
