'use client'

import type { Role } from '@/lib/protocol'
import { LinkRow } from './LinkRow'
import styles from './Share.module.css'
import { useLinks } from './use-links'

/** The link to send around comes first, the owner's own last. */
const ORDER: readonly Role[] = ['editor', 'annotator', 'viewer', 'owner']

/** All four links of a board, for its owner. */
export function OwnerLinks({ boardId, secret }: { boardId: string; secret: string }) {
  const { links, failure, rotate } = useLinks(boardId, secret)
  return (
    <>
      {failure && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
      <ul className={styles.links}>
        {ORDER.map(role => (
          <LinkRow
            key={role}
            role={role}
            link={links?.[role] ?? ''}
            onRotate={links ? () => rotate(role) : undefined}
          />
        ))}
      </ul>
    </>
  )
}
