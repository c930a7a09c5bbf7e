'use client'

import { chordText } from './chord'
import { isMac, shownChord } from './table'

/** The keys of a command, as they are shown beside its words; nothing for one that has none. */
export function Keys({ of }: { of: string }) {
  const chord = shownChord(of)
  return chord === undefined ? null : <kbd>{chordText(chord, isMac())}</kbd>
}
