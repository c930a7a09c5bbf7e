'use client'

import { useEffect, useState } from 'react'
import { loadChain } from '@/lib/board'
import { useBoardScope } from '../board-scope'
import { createBoard } from '../browser/api'
import { type KeptCopy, keptCopies, MANY_COPIES, MOST_COPIES, removeCopy } from '../browser/kept-copies'
import { DialogFrame } from '../interface/DialogFrame'
import styles from './Copies.module.css'
import { chainOfCopy } from './copy-file'
import { KeptCopyRow } from './KeptCopyRow'

interface Props {
  boardId: string
  onClose: () => void
}

/** The copies that this browser keeps, those of this board first. Nothing but a person removes one. */
export function KeptCopiesDialog({ boardId, onClose }: Props) {
  const { board, mayEdit } = useBoardScope()
  const [copies, setCopies] = useState<readonly KeptCopy[] | null | undefined>(undefined)
  const [words, setWords] = useState('')
  const readAgain = () => void keptCopies().then(setCopies)
  useEffect(() => void keptCopies().then(setCopies), [])

  const remove = async (copy: KeptCopy) => {
    await removeCopy(copy.id)
    readAgain()
  }

  const openAsBoard = async (copy: KeptCopy) => {
    const chain = chainOfCopy(copy)
    if (chain === null) return setWords('No chain can be read from this copy. Download it instead.')
    setWords('Making a board…')
    const answer = await createBoard({ title: copy.title, chain })
    if (!answer.ok) return setWords(answer.message)
    const { pathname, hash } = new URL(answer.value.links.owner)
    location.assign(pathname + hash)
  }

  const putChainHere = (copy: KeptCopy) => {
    const chain = chainOfCopy(copy)
    if (chain !== null && loadChain(board, chain)) onClose()
    else setWords('The chain of this copy could not be put on the board. Download it instead.')
  }

  const shown =
    copies && [...copies].sort((a, b) => Number(b.boardId === boardId) - Number(a.boardId === boardId))
  return (
    <DialogFrame
      title="Kept copies"
      description="Work that a server did not take, kept in this browser until you remove it."
      onClose={onClose}
    >
      {shown === undefined && <p className={styles.words}>Looking…</p>}
      {shown === null && (
        <p className={styles.words}>This browser keeps no copies: it refuses storage, or has no room left.</p>
      )}
      {shown?.length === 0 && <p className={styles.words}>There are none.</p>}
      {shown && shown.length >= MANY_COPIES && (
        <p className={styles.words} data-tone="warning">
          {shown.length} of {MOST_COPIES} places are taken. Remove copies that you need no more.
        </p>
      )}
      {shown && shown.length > 0 && (
        <ul className={styles.copies}>
          {shown.map(copy => (
            <KeptCopyRow
              key={copy.id}
              copy={copy}
              isOfThisBoard={copy.boardId === boardId}
              onOpenAsBoard={() => void openAsBoard(copy)}
              onPutHere={mayEdit && copy.boardId === boardId ? () => putChainHere(copy) : null}
              onRemove={() => void remove(copy)}
            />
          ))}
        </ul>
      )}
      <p role="status" className={styles.words}>
        {words}
      </p>
    </DialogFrame>
  )
}
