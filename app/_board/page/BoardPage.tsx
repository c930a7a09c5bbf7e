'use client'

import { Share2 } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Role } from '@/lib/protocol'
import { BoardCanvas } from '../canvas/BoardCanvas'
import { ChainSettings } from '../chain/ChainSettings'
import { FormulaLine } from '../chain/FormulaLine'
import { mayPutBack } from '../copies/set-aside'
import buttonStyles from '../interface/Button.module.css'
import { fetchLaterParts, lazyPart } from '../interface/lazy-part'
import { Avatars } from '../people/Avatars'
import { BesideBoard } from '../side/BesideBoard'
import { AgreementBadge } from '../status/AgreementBadge'
import { ConnectionStatus } from '../status/ConnectionStatus'
import { useSteadyStatus } from '../status/use-connection-status'
import { TrainingDock } from '../training/TrainingDock'
import { BoardNotes } from './BoardNotes'
import styles from './BoardPage.module.css'
import { BoardTitle } from './BoardTitle'
import type { BoardVisit } from './board-visit'
import type { LiveBoard } from './open-live-board'
import { PartBoundary } from './PartBoundary'
import { TopBar } from './TopBar'
import { UndoButtons } from './UndoButtons'

const BoardMenu = lazyPart(() => import('../menu/BoardMenu').then(m => m.BoardMenu))
const Comings = lazyPart(() => import('../people/Comings').then(m => m.Comings))
const KeptCopiesDialog = lazyPart(() => import('../copies/KeptCopiesDialog').then(m => m.KeptCopiesDialog))
const ReplacedDialog = lazyPart(() => import('../copies/ReplacedDialog').then(m => m.ReplacedDialog))
const NameDialog = lazyPart(() => import('../people/NameDialog').then(m => m.NameDialog))
const NewOwnerLinkStrip = lazyPart(() => import('../share/NewOwnerLinkStrip').then(m => m.NewOwnerLinkStrip))
const Problems = lazyPart(() => import('./Problems').then(m => m.Problems))
const RemoveDialog = lazyPart(() => import('../removal/RemoveDialog').then(m => m.RemoveDialog))
const WalkInvitation = lazyPart(() => import('../walk/WalkInvitation').then(m => m.WalkInvitation))
const ShareDialog = lazyPart(() => import('../share/ShareDialog').then(m => m.ShareDialog))

interface Props {
  visit: BoardVisit
  live: LiveBoard
  boardId: string
  secret: string
  role: Role | null
}

/** A board on the screen: the bar, the chain, the formula under it and the dock with the training. */
export function BoardPage({ visit, live, boardId, secret, role }: Props) {
  const status = useSteadyStatus(live.connection)
  const replaced = useStore(visit.store, ({ setAside }) => setAside.find(work => mayPutBack(work, role)))
  const [decided, setDecided] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'share' | 'name' | 'copies' | 'remove' | null>(null)
  useEffect(fetchLaterParts, [])
  const isRefused = status.refusal !== null
  const closeDialog = () => setDialog(null)

  return (
    <div className={styles.page}>
      <TopBar
        title={<BoardTitle />}
        status={
          <>
            <ConnectionStatus connection={live.connection} keeping={live.keeping} />
            <PartBoundary what="Who is here">
              {!isRefused && <AgreementBadge memory={live.memory} />}
              <Avatars onOpenName={() => setDialog('name')} />
            </PartBoundary>
          </>
        }
        actions={
          <>
            <UndoButtons />
            {!isRefused && (
              <button type="button" className={buttonStyles.primary} onClick={() => setDialog('share')}>
                <Share2 size={16} aria-hidden="true" />
                Share
              </button>
            )}
            <Suspense fallback={<span className={styles.menuRoom} />}>
              <BoardMenu
                onOpenName={() => setDialog('name')}
                onOpenCopies={() => setDialog('copies')}
                onRemove={role === 'owner' && !isRefused ? () => setDialog('remove') : null}
              />
            </Suspense>
          </>
        }
      />
      <main className={styles.main}>
        <Suspense>
          <NewOwnerLinkStrip boardId={boardId} secret={secret} />
        </Suspense>
        <BoardNotes
          visit={visit}
          connection={live.connection}
          keeping={live.keeping}
          role={role}
          onShowCopies={() => setDialog('copies')}
        />
        <PartBoundary what="Who steps through the passes">
          <Suspense>
            <WalkInvitation />
          </Suspense>
        </PartBoundary>
        <PartBoundary what="What is wrong with the board">
          <Suspense>
            <Problems />
          </Suspense>
        </PartBoundary>
        <div className={styles.middle}>
          <div className={styles.board}>
            <PartBoundary what="The chain">
              <ChainSettings />
              <BoardCanvas />
            </PartBoundary>
            <PartBoundary what="The formula">
              <div className={styles.formula}>
                <FormulaLine isOverBoard />
              </div>
            </PartBoundary>
          </div>
          <PartBoundary what="The panel beside the board">
            <BesideBoard />
          </PartBoundary>
        </div>
        <PartBoundary what="The training">
          <TrainingDock />
        </PartBoundary>
      </main>
      <PartBoundary what="Who comes and goes">
        <Suspense>
          <Comings isOnline={status.phase === 'online'} />
        </Suspense>
      </PartBoundary>
      <Suspense>
        {dialog === 'share' && (
          <ShareDialog boardId={boardId} secret={secret} role={role} onClose={closeDialog} />
        )}
        {dialog === 'name' && <NameDialog onChange={live.rename} onClose={closeDialog} />}
        {dialog === 'remove' && (
          <RemoveDialog
            boardId={boardId}
            ownerSecret={secret}
            onDownload={() => {
              const copy = visit.copyOfNow('Downloaded before the board was deleted.')
              void import('../copies/download-copy').then(({ downloadCopy }) => downloadCopy(copy))
            }}
            onRemoved={() => visit.endRemoved()}
            onClose={closeDialog}
          />
        )}
        {dialog === 'copies' && <KeptCopiesDialog boardId={boardId} onClose={closeDialog} />}
        {replaced && replaced.copy.id !== decided && (
          <ReplacedDialog
            isKept={replaced.keep === 'kept'}
            onGoOn={() => setDecided(replaced.copy.id)}
            onPutBack={() => visit.putBack(replaced)}
          />
        )}
      </Suspense>
    </div>
  )
}
