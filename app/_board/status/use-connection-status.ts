'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { Connection, Status } from '@/lib/connection'

export function useConnectionStatus(connection: Connection): Status {
  const subscribe = useCallback((listener: () => void) => connection.subscribe(listener), [connection])
  const status = () => connection.status()
  return useSyncExternalStore(subscribe, status, status)
}
