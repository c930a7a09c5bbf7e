/**
 * Who the keys belong to while something has the focus.
 * - `field`: somebody types there; the board takes next to nothing.
 * - `surface`: a dialog, a menu or a list is open and has all keys.
 * - `arrows`: a slider, a value of the chain, a group of buttons: it lives by the arrows, Enter and the like.
 * - `button`: Enter and Space press it.
 * - `board`: nobody else wants any.
 */
export type KeyOwner = 'field' | 'surface' | 'arrows' | 'button' | 'board'

const FIELDS = 'input:not([type=range], [type=checkbox], [type=radio], [type=button]), textarea, math-field'
const SURFACES = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox], select, [role=combobox]'
const BY_ARROWS =
  'input, [role=slider], [role=spinbutton], [role=toolbar], [role=radiogroup], [role=tablist], [role=tree], [data-quantity]'
const BUTTONS = 'button, a[href], summary, [role=button]'

/** What of an element is asked, so that it can be tested without a browser. */
interface Focusable {
  closest(selectors: string): unknown
  readonly isContentEditable?: boolean
}

export function whoseKeys(target: Focusable | null): KeyOwner {
  if (target === null) return 'board'
  if (target.isContentEditable === true || target.closest(FIELDS) !== null) return 'field'
  if (target.closest(SURFACES) !== null) return 'surface'
  if (target.closest(BY_ARROWS) !== null) return 'arrows'
  return target.closest(BUTTONS) === null ? 'board' : 'button'
}

/** What things that live by the arrows take, each with any modifier. */
const LIVED_BY = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Enter',
  ' ',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Tab',
  'Delete',
  'Backspace',
])
const PRESSING = new Set(['Enter', ' ', 'Tab'])

/** Whether the board may look at a key at all. `isForTypists`: of a command that may be called while somebody types. */
export function mayTake(owner: KeyOwner, key: string, isForTypists: boolean): boolean {
  switch (owner) {
    case 'board':
      return true
    case 'button':
      return !PRESSING.has(key)
    case 'arrows':
      return !LIVED_BY.has(key)
    case 'field':
      return isForTypists
    case 'surface':
      return false
  }
}
