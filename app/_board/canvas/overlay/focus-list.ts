/** The list of annotations, where the keys of the board are taken. Null until it has come. */
export const annotationList = (): HTMLElement | null => document.querySelector('[data-annotation-list]')

/** Gives the keys to the board, where nobody else on the page has them: what had the focus is about to go. */
export function focusList(): void {
  annotationList()?.focus({ preventScroll: true })
}
