'use client'

import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { linkPath } from '@/lib/protocol'
import { forgetBoard, type VisitedBoard, visitedBoards } from '../_board/browser/visited'
import buttonStyles from '../_board/interface/Button.module.css'
import { whenWords } from '../_board/interface/when-words'
import styles from './VisitedBoards.module.css'

/** The boards that this browser has opened; nothing on a first visit. */
export function VisitedBoards() {
  const [boards, setBoards] = useState<readonly VisitedBoard[]>([])
  const [now, setNow] = useState(0)

  useEffect(() => {
    const readAgain = () => {
      setBoards(visitedBoards())
      setNow(Date.now())
    }
    readAgain()
    window.addEventListener('storage', readAgain) // another tab opened a board
    window.addEventListener('pageshow', readAgain) // back from a board
    return () => {
      window.removeEventListener('storage', readAgain)
      window.removeEventListener('pageshow', readAgain)
    }
  }, [])

  if (boards.length === 0) return null

  const forget = (board: VisitedBoard) => {
    forgetBoard(board)
    setBoards(visitedBoards())
  }

  return (
    <section className={styles.visited} aria-labelledby="visited">
      <h2 id="visited">Boards visited in this browser</h2>
      <ul>
        {boards.map(board => {
          const title = board.title || 'Untitled board'
          return (
            <li key={`${board.id}/${board.role}`} className={styles.board}>
              {/* A plain link: the secret in its fragment must reach the page as it is. */}
              <a className={styles.open} href={linkPath(board.id, board.secret)}>
                {title}
              </a>
              <span className={styles.role}>{board.role}</span>
              <span className={styles.when}>{whenWords(board.when, now)}</span>
              <button
                type="button"
                className={`${buttonStyles.icon} ${styles.forget}`}
                aria-label={`Forget ${title} (${board.role})`}
                title="Forget: takes it off this list. The board stays, for whoever has its link."
                onClick={() => forget(board)}
              >
                <X size={16} aria-hidden="true" />
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
