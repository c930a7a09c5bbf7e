'use client'

import buttonStyles from '../interface/Button.module.css'
import { SafeModeLink } from '../safe/SafeModeLink'
import { Notice } from './Notice'

/** What stands in the place of a board whose page broke: the ways on, one of which computes nothing. */
export function BrokenPage() {
  return (
    <Notice
      title="This page broke"
      actions={
        <>
          <button type="button" className={buttonStyles.primary} onClick={() => location.reload()}>
            Load it again
          </button>
          <SafeModeLink />
        </>
      }
    >
      Something on the board, or in this browser, was too much for it. What was saved is on the server as it
      was, and edits that were not sent yet stay in this browser. Safe mode shows what the board holds and
      does nothing with it.
    </Notice>
  )
}
