'use client'

import { linkPath, type Role } from '@/lib/protocol'
import { DialogFrame } from '../interface/DialogFrame'
import { LinkRow } from './LinkRow'
import { OwnerLinks } from './OwnerLinks'
import styles from './Share.module.css'

interface Props {
  boardId: string
  /** The secret of the link by which this participant came. */
  secret: string
  /** Null until the server has named it. */
  role: Role | null
  onClose: () => void
}

/** The board's links: all four for the owner, for anybody else the one that they came by. */
export function ShareDialog({ boardId, secret, role, onClose }: Props) {
  if (role === null) {
    return (
      <DialogFrame title="Share this board" onClose={onClose}>
        <p role="status">Waiting for the server to say what your link is for…</p>
      </DialogFrame>
    )
  }
  if (role === 'owner') {
    return (
      <DialogFrame
        title="Share this board"
        description="Whoever has a link is in, without an account. The link decides what they may do."
        onClose={onClose}
      >
        <OwnerLinks boardId={boardId} secret={secret} />
      </DialogFrame>
    )
  }
  return (
    <DialogFrame
      title="Share this board"
      description="This is the link that you came by. Whoever you send it to may do the same as you; only the owner sees the other links."
      onClose={onClose}
    >
      <ul className={styles.links}>
        <LinkRow role={role} link={location.origin + linkPath(boardId, secret)} />
      </ul>
    </DialogFrame>
  )
}
