'use client'

import { RotateCw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Role } from '@/lib/protocol'
import buttonStyles from '../interface/Button.module.css'
import { ROLE_WORDS } from './role-words'
import styles from './Share.module.css'

interface Props {
  role: Role
  /** Resolves to whether the link was replaced. */
  onRotate: () => Promise<boolean>
}

const CONSEQUENCE = 'Everyone who came by this link is sent out at once; the new link works from then on.'
const OWNER_CONSEQUENCE =
  'Rotating the owner link rotates all four: everyone else is sent out at once, and this board opens again with your new link.'

/** Replaces a link, after saying what that does to the people who hold it. */
export function RotateLink({ role, onRotate }: Props) {
  const [phase, setPhase] = useState<'quiet' | 'asking' | 'working' | 'done'>('quiet')
  const opener = useRef<HTMLButtonElement>(null)
  const confirm = useRef<HTMLButtonElement>(null)
  const isAsking = phase === 'asking' || phase === 'working'
  const link = ROLE_WORDS[role].name.toLowerCase()

  useEffect(() => {
    if (isAsking) confirm.current?.focus()
  }, [isAsking])

  const leave = (next: 'quiet' | 'done') => {
    setPhase(next)
    requestAnimationFrame(() => opener.current?.focus())
  }

  const rotate = async () => {
    setPhase('working')
    leave((await onRotate()) ? 'done' : 'quiet')
  }

  if (!isAsking) {
    return (
      <div className={styles.rotate}>
        <button
          ref={opener}
          type="button"
          className={styles.quiet}
          aria-label={`Rotate the ${link}`}
          onClick={() => setPhase('asking')}
        >
          <RotateCw size={14} aria-hidden="true" />
          Rotate
        </button>
        <span role="status">{phase === 'done' && 'Done: this is the new link.'}</span>
      </div>
    )
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise a form
    <div className={styles.confirm} role="group" aria-label={`Rotate the ${link}?`}>
      <p>{role === 'owner' ? OWNER_CONSEQUENCE : CONSEQUENCE}</p>
      <div className={styles.choices}>
        <button
          ref={confirm}
          type="button"
          className={buttonStyles.primary}
          disabled={phase === 'working'}
          onClick={rotate}
        >
          {phase === 'working' ? 'Rotating…' : `Rotate the ${link}`}
        </button>
        <button
          type="button"
          className={buttonStyles.button}
          disabled={phase === 'working'}
          onClick={() => leave('quiet')}
        >
          Keep it
        </button>
      </div>
    </div>
  )
}
