'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { Annotations } from '@/lib/board'

/** Renders anew whenever an annotation changes. Another number then. */
export function useAnnotationsVersion(annotations: Annotations): number {
  const subscribe = useCallback((listener: () => void) => annotations.subscribe(listener), [annotations])
  const version = () => annotations.version()
  return useSyncExternalStore(subscribe, version, version)
}
