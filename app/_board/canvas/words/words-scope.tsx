'use client'

import { createContext, useContext } from 'react'
import type { LiveSymbols } from './live-symbols'
import type { WordsInSight } from './words-in-sight'

/** What every word on the board needs beside the canvas. */
export interface WordsScope {
  readonly sight: WordsInSight
  readonly symbols: LiveSymbols
}

const Scope = createContext<WordsScope | null>(null)

export const WordsScopeProvider = Scope.Provider

export function useWords(): WordsScope {
  const scope = useContext(Scope)
  if (!scope) throw new Error('A word was rendered outside of the layer of words.')
  return scope
}
