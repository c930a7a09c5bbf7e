'use client'

import { useEffect, useState } from 'react'
import type { CanvasScope } from '../canvas/canvas-scope'

const isBoardFile = ({ name, type }: File): boolean => type === 'application/json' || name.endsWith('.json')

/** A board file that was dropped on the page, and a way to forget it. Other files are left to whoever else takes them. */
export function useFileDrop({ session, mayAnnotate }: CanvasScope): [file: File | null, forget: () => void] {
  const [file, setFile] = useState<File | null>(null)
  useEffect(() => {
    if (!mayAnnotate) return
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const [dropped] = event.dataTransfer?.files ?? []
      if (dropped === undefined || !isBoardFile(dropped)) return
      event.preventDefault()
      event.stopPropagation()
      setFile(dropped)
      session.setState({ fileDialog: 'import' })
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop, { capture: true })
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop, { capture: true })
    }
  }, [session, mayAnnotate])
  return [file, () => setFile(null)]
}
