'use client'

import { useEffect, useState } from 'react'
import type { DrawnBoard } from '@/lib/canvas'
import styles from './ExportDialog.module.css'

interface Props {
  drawn: DrawnBoard | null
  failure: string | null
}

/** What will be in the file. */
export function Preview({ drawn, failure }: Props) {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (drawn === null) return
    const url = URL.createObjectURL(new Blob([drawn.svg], { type: 'image/svg+xml' }))
    setAddress(url)
    return () => {
      setAddress(null)
      URL.revokeObjectURL(url)
    }
  }, [drawn])
  return (
    <div className={styles.preview} data-failed={failure !== null || undefined}>
      {/* biome-ignore lint/performance/noImgElement: a picture of this page's own memory */}
      {address && <img src={address} alt="Preview of the export" />}
    </div>
  )
}
