'use client'

import { useEffect, useState } from 'react'
import { noteRotation, type OwnerRotation, rotationTo } from '../browser/owner-rotations'
import { Strip } from '../interface/Strip'

/** Says once that the owner link was replaced and that this page has the new one. */
export function NewOwnerLinkStrip({ boardId, secret }: { boardId: string; secret: string }) {
  const [rotation, setRotation] = useState<OwnerRotation | null>(null)
  useEffect(() => setRotation(rotationTo(boardId, secret)), [boardId, secret])
  if (rotation?.state !== 'done') return null
  const dismiss = () => {
    noteRotation(rotation, 'told')
    setRotation(null)
  }
  return (
    <Strip onDismiss={dismiss} dismissWords="Close the words about the new link">
      The owner link was replaced, and this page goes on with the new one. Share has the new links for
      everybody else.
    </Strip>
  )
}
