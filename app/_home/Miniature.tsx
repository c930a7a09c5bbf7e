'use client'

import { useState } from 'react'
import { BoardScopeProvider } from '../_board/board-scope'
import { ChainStage } from '../_board/chain/ChainStage'
import { FormulaLine } from '../_board/chain/FormulaLine'
import styles from './Miniature.module.css'
import { MiniatureSteps } from './MiniatureSteps'
import { openMiniature } from './open-miniature'

/** A chain to play with on the start page, of the same parts as a board's. */
export function Miniature() {
  const [scope] = useState(openMiniature)
  return (
    <BoardScopeProvider value={scope}>
      <div className={styles.miniature}>
        <ChainStage />
        <div className={styles.foot}>
          <FormulaLine />
          <MiniatureSteps />
        </div>
      </div>
    </BoardScopeProvider>
  )
}
