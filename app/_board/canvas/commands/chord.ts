/**
 * A key with its modifiers as people write it: `Ctrl+Shift+G`, `]`, `Shift+1`, `ArrowLeft`. Ctrl is ⌘ on a Mac. A letter is
 * written large; a sign is written as it stands on a keyboard of the United States.
 */
export type Chord = string

/** What a browser tells of a key that went down. */
export interface KeyPress {
  readonly key: string
  /** Where the key lies, whatever the layout of the keyboard writes on it. */
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** Where the signs lie that need other modifiers, or have no key, on other keyboards. */
const CODES: Readonly<Record<string, string>> = {
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '=': 'Equal',
  '-': 'Minus',
  "'": 'Quote',
  '/': 'Slash',
  '.': 'Period',
}

/** Signs that are typed with Shift on many keyboards: it is part of the sign and no modifier. */
const SHIFTED = new Set(['?'])

/** Whether a key press is this chord, no modifier more and none less. */
export function isChord(press: KeyPress, chord: Chord): boolean {
  const { ctrl, alt, shift, key } = partsOf(chord)
  if ((press.ctrlKey || press.metaKey) !== ctrl || press.altKey !== alt) return false
  if (press.shiftKey !== shift && !SHIFTED.has(key)) return false
  return isKey(press, key)
}

function isKey({ key, code }: KeyPress, wanted: string): boolean {
  if (/^[0-9]$/.test(wanted)) return code === `Digit${wanted}` || code === `Numpad${wanted}`
  if (/^[A-Z]$/.test(wanted)) {
    // A keyboard that writes no Latin letters is taken by its places.
    return /^[a-z]$/i.test(key) ? key.toUpperCase() === wanted : code === `Key${wanted}`
  }
  if (wanted === '=' && (key === '+' || code === 'NumpadAdd')) return true
  if (wanted === '-' && code === 'NumpadSubtract') return true
  return key === wanted || (wanted in CODES && code === CODES[wanted])
}

interface Parts {
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly key: string
}

function partsOf(chord: Chord): Parts {
  const parts = chord.split('+')
  const key = parts.at(-1) ?? ''
  return { ctrl: parts.includes('Ctrl'), alt: parts.includes('Alt'), shift: parts.includes('Shift'), key }
}

const CAPS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  Backspace: '⌫',
  '-': '−',
}
const MAC_CAPS: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧', Delete: '⌦' }

/** A chord as the caps of keys, for people to read. */
export const keyCaps = (chord: Chord, isMac = false): readonly string[] =>
  chord.split('+').map(part => (isMac ? MAC_CAPS[part] : undefined) ?? CAPS[part] ?? part)

/** A chord as one word, for tooltips. */
export const chordText = (chord: Chord, isMac = false): string => keyCaps(chord, isMac).join(isMac ? '' : '+')

/** A chord as `aria-keyshortcuts` spells it. */
export const ariaChord = (chord: Chord): string => chord.replace('Ctrl', 'Control')
