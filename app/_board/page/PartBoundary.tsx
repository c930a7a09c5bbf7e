'use client'

import type { ReactNode } from 'react'
import buttonStyles from '../interface/Button.module.css'
import { Strip } from '../interface/Strip'
import { SafeModeLink } from '../safe/SafeModeLink'
import { Boundary } from './Boundary'

interface Props {
  /** What cannot be shown when it breaks, to begin a sentence with. */
  what: string
  children: ReactNode
}

/** A part of the page that may break alone: its place says what happened. */
export function PartBoundary({ what, children }: Props) {
  return (
    <Boundary
      instead={tryAgain => (
        <Strip
          tone="warning"
          actions={
            <>
              <SafeModeLink />
              <button type="button" className={buttonStyles.button} onClick={tryAgain}>
                Try again
              </button>
            </>
          }
        >
          {what} cannot be shown here. The board itself stays as it is.
        </Strip>
      )}
    >
      {children}
    </Boundary>
  )
}
