'use client'

import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useBoardScope } from '../board-scope'
import { Note } from '../interface/Note'
import { people } from './presences'

const SHOWN_FOR_MS = 4000

/** "Quiet Heron joined": people coming and going, shown for a moment and spoken politely. */
export function Comings({ isOnline }: { isOnline: boolean }) {
  const { presences } = useBoardScope()
  const participants = useStore(presences, state => state.participants)
  const known = useRef<Map<string, string> | null>(null)
  const [message, setMessage] = useState('')

  useEffect(() => {
    // Without a connection I see nobody; that does not mean that they left.
    if (!isOnline) {
      known.current = null
      return
    }
    const present = new Map(
      people(participants)
        .filter(p => !p.isMe)
        .map(p => [p.user.id, p.user.name]),
    )
    const before = known.current
    known.current = present
    if (!before) return
    const joined = [...present].filter(([id]) => !before.has(id)).map(([, name]) => `${name} joined`)
    const left = [...before].filter(([id]) => !present.has(id)).map(([, name]) => `${name} left`)
    const news = [...joined, ...left]
    if (news.length > 0)
      setMessage(news.length > 3 ? `${joined.length} joined, ${left.length} left` : news.join(', '))
  }, [participants, isOnline])

  useEffect(() => {
    if (message === '') return
    const timer = setTimeout(() => setMessage(''), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [message])

  return <Note words={message === '' ? null : message} />
}
