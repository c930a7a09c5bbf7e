'use client'

import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Connection, Status } from '@/lib/connection'
import { isSteady, type SteadyStatus } from './steady-status'

export function useConnectionStatus(connection: Connection): Status {
  const subscribe = useCallback((listener: () => void) => connection.subscribe(listener), [connection])
  const status = () => connection.status()
  return useSyncExternalStore(subscribe, status, status)
}

/** The status without what changes with every edit, for what is rendered with the whole page. */
export function useSteadyStatus(connection: Connection): SteadyStatus {
  const subscribe = useCallback((listener: () => void) => connection.subscribe(listener), [connection])
  const last = useRef(connection.status())
  const status = () => {
    if (!isSteady(last.current, connection.status())) last.current = connection.status()
    return last.current
  }
  return useSyncExternalStore(subscribe, status, status)
}
