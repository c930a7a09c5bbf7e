'use client'

import { useSafeModeLink } from './safe-mode'

/** The way to the raw values of a board that does not open, or breaks its page. */
export function SafeModeLink() {
  return <a href={useSafeModeLink()}>Open it in safe mode</a>
}
