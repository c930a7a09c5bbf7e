import { Notice } from '../page/Notice'

/** What its owner sees in a board's place once it is deleted. */
export function RemovedNotice() {
  return (
    <Notice title="The board is deleted">
      It is gone from the server and from this browser, and its links open nothing any more.
    </Notice>
  )
}
