'use client'

import { Share2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Role } from '@/lib/protocol'
import { ChainSettings } from '../chain/ChainSettings'
import { ChainStage } from '../chain/ChainStage'
import { FormulaLine } from '../chain/FormulaLine'
import buttonStyles from '../interface/Button.module.css'
import { Avatars } from '../people/Avatars'
import { Comings } from '../people/Comings'
import { AgreementBadge } from '../status/AgreementBadge'
import { ConnectionStatus } from '../status/ConnectionStatus'
import { storageWords } from '../status/connection-words'
import { useConnectionStatus } from '../status/use-connection-status'
import { TrainingDock } from '../training/TrainingDock'
import styles from './BoardPage.module.css'
import { BoardTitle } from './BoardTitle'
import type { LiveBoard } from './open-live-board'
import { Problems } from './Problems'
import { TopBar } from './TopBar'
import { UndoButtons } from './UndoButtons'

const BoardMenu = lazy(() => import('../menu/BoardMenu').then(m => ({ default: m.BoardMenu })))
const NameDialog = lazy(() => import('../people/NameDialog').then(m => ({ default: m.NameDialog })))
const ShareDialog = lazy(() => import('../share/ShareDialog').then(m => ({ default: m.ShareDialog })))

interface Props {
  live: LiveBoard
  boardId: string
  secret: string
  role: Role | null
  /** Why the server sent us out, if it did. */
  refusal: { readonly message: string } | null
}

const ROLE_NOTES: Partial<Record<Role, string>> = {
  viewer: 'You came by a viewer link: you see everything live, and change nothing.',
  annotator: 'You came by an annotator link: the chain is for others to change.',
}

/** A board on the screen: the bar, the chain, the formula under it and the dock with the training. */
export function BoardPage({ live, boardId, secret, role, refusal }: Props) {
  const status = useConnectionStatus(live.connection)
  const [dialog, setDialog] = useState<'share' | 'name' | null>(null)
  const trouble = refusal?.message ?? storageWords(status, live.isCached)
  const note = trouble ?? (role && ROLE_NOTES[role])
  const closeDialog = () => setDialog(null)

  return (
    <div className={styles.page}>
      <TopBar
        title={<BoardTitle />}
        status={
          <>
            <ConnectionStatus connection={live.connection} isCached={live.isCached} />
            {!refusal && <AgreementBadge memory={live.memory} />}
            <Avatars onOpenName={() => setDialog('name')} />
          </>
        }
        actions={
          <>
            <UndoButtons />
            {!refusal && (
              <button type="button" className={buttonStyles.primary} onClick={() => setDialog('share')}>
                <Share2 size={16} aria-hidden="true" />
                Share
              </button>
            )}
            <Suspense fallback={<span className={styles.menuRoom} />}>
              <BoardMenu onOpenName={() => setDialog('name')} />
            </Suspense>
          </>
        }
      />
      <main className={styles.main}>
        {note && (
          <p className={styles.note} role="status" data-tone={trouble ? 'warning' : undefined}>
            {note}
          </p>
        )}
        <Problems />
        <ChainSettings />
        <ChainStage />
        <FormulaLine />
        <TrainingDock />
      </main>
      <Comings isOnline={status.phase === 'online'} />
      <Suspense>
        {dialog === 'share' && (
          <ShareDialog boardId={boardId} secret={secret} role={role} onClose={closeDialog} />
        )}
        {dialog === 'name' && <NameDialog onChange={live.rename} onClose={closeDialog} />}
      </Suspense>
    </div>
  )
}
