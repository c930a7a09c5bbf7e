import { describe, expect, it } from 'vitest'
import { toScreen } from './camera'
import { chainZoom, homeCamera } from './home'

const frame = { width: 1200, height: 500 }

describe('where a board opens', () => {
  it('shows a chain that fits as large as it can be, in the middle', () => {
    const camera = homeCamera(frame, { width: 1000, height: 400 })
    expect(camera.zoom).toBe(1.2)
    expect(toScreen(camera, { x: 500, y: 200 })).toEqual({ x: 600, y: 250 })
  })

  it('enlarges a short chain no more than can be looked at', () => {
    expect(chainZoom(frame, { width: 100, height: 100 })).toBe(1.7)
  })

  it('shows a long chain in its own size, from its beginning', () => {
    expect(homeCamera(frame, { width: 9000, height: 400 })).toEqual({ x: 0, y: -50, zoom: 1 })
  })

  it('shows a high chain as small as can be read, from its top', () => {
    expect(homeCamera(frame, { width: 1000, height: 2000 })).toEqual({ x: -250, y: 0, zoom: 0.8 })
  })
})
