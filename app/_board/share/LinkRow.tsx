'use client'

import { useId } from 'react'
import type { Role } from '@/lib/protocol'
import { CopyButton } from './CopyButton'
import { RotateLink } from './RotateLink'
import { ROLE_WORDS } from './role-words'
import styles from './Share.module.css'

interface Props {
  role: Role
  /** Empty until it is known. */
  link: string
  /** For the owner: replaces this link. */
  onRotate?: () => Promise<boolean>
}

/** One link: what its holder may do, the link itself, and the ways to copy and to replace it. */
export function LinkRow({ role, link, onRotate }: Props) {
  const { name, may } = ROLE_WORDS[role]
  const explanation = useId()
  return (
    <li className={styles.row}>
      <h3 className={styles.name}>{name}</h3>
      <p id={explanation} className={styles.may}>
        {may}
      </p>
      <div className={styles.link}>
        <input
          type="text"
          className={styles.address}
          readOnly
          value={link}
          aria-label={name}
          aria-describedby={explanation}
          onFocus={event => event.target.select()}
        />
        <CopyButton text={link} what={`the ${name.toLowerCase()}`} />
      </div>
      {onRotate && <RotateLink role={role} onRotate={onRotate} />}
    </li>
  )
}
