/**
 * Who the keys belong to while something has the focus.
 * - `surface`: a dialog or a menu is open and has all keys.
 * - `field`: somebody types or chooses there; the board takes next to nothing.
 * - `arrows`: a slider, a value of the chain, a group of buttons: it lives by the arrows, Enter and the like.
 * - `button`: Enter and Space press it.
 * - `list`: the list of annotations, which Tab walks.
 * - `board`: nobody else wants any.
 */
export type KeyOwner = 'surface' | 'field' | 'arrows' | 'button' | 'list' | 'board'

const LIST = '[data-annotation-list]'
const SURFACES = '[role=dialog], [role=alertdialog], [role=menu]'
const FIELDS =
  'input:not([type=range], [type=checkbox], [type=radio], [type=button]), textarea, select, math-field, [role=combobox], [role=listbox]'
const BY_ARROWS =
  'input, [role=slider], [role=spinbutton], [role=toolbar], [role=radiogroup], [role=tablist], [role=tree], [data-quantity]'
const BUTTONS = 'button, a[href], summary, [role=button]'

/** What of an element is asked, so that it can be tested without a browser. */
interface Focusable {
  closest(selectors: string): unknown
  readonly isContentEditable?: boolean
}

export function whoseKeys(target: Focusable | null): KeyOwner {
  const isIn = (selectors: string): boolean => target !== null && target.closest(selectors) !== null
  if (isIn(LIST)) return 'list'
  if (isIn(SURFACES)) return 'surface'
  if (target?.isContentEditable === true || isIn(FIELDS)) return 'field'
  if (isIn(BY_ARROWS)) return 'arrows'
  return isIn(BUTTONS) ? 'button' : 'board'
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
    case 'list':
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

/** Whether what is typed there has an undo of its own; a number that only has the focus has none. */
export function hasTextUndo(target: Element | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLElement && target.isContentEditable) return true
  if (!(target instanceof HTMLInputElement) || target.type === 'range')
    return target?.matches('math-field') ?? false
  return target.getAttribute('role') !== 'spinbutton' || target.dataset.draft !== undefined
}
