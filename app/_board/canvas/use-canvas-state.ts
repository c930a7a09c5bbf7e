'use client'

import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { CanvasState, CanvasStore } from './canvas-state'

const Store = createContext<CanvasStore | null>(null)

export const CanvasStateProvider = Store.Provider

export function useCanvasStore(): CanvasStore {
  const store = useContext(Store)
  if (!store) throw new Error('A part of the canvas was rendered outside of one.')
  return store
}

/** A part of the state of the canvas, for what is rendered anew with it: never the camera. */
export function useCanvasState<T>(select: (state: CanvasState) => T): T {
  return useStore(useCanvasStore(), select)
}
