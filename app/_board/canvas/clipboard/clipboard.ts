import { elementsJson } from '@/lib/board'
import type { CanvasScope } from '../canvas-scope'
import { elementsOf } from '../selection/selected'
import { boardHtml } from './board-html'
import { type Pasted, pasteOnBoard } from './paste'
import { selectionWords } from './selection-words'

/** The selection in the forms that a clipboard takes. */
export function copiedSelection(stage: CanvasScope): { readonly html: string; readonly words: string } {
  const { board, state } = stage
  const { selection } = state.getState()
  const words = selectionWords(elementsOf(stage, selection))
  return { html: boardHtml(JSON.stringify(elementsJson(board, selection)), words), words }
}

const REFUSED = 'The browser keeps its clipboard to itself here. Use the keys instead.'

/** Copies without the browser's own event: from a button or the palette. */
export async function copySelection(stage: CanvasScope): Promise<boolean> {
  const { html, words } = copiedSelection(stage)
  try {
    const blob = (type: string, text: string) => new Blob([text], { type })
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/html': blob('text/html', html),
        'text/plain': blob('text/plain', words),
      }),
    ])
    return true
  } catch {
    stage.tell(REFUSED)
    return false
  }
}

/** Pastes without the browser's own event; the browser may ask first. */
export async function pasteFromClipboard(stage: CanvasScope): Promise<void> {
  let items: readonly ClipboardItem[]
  try {
    items = await navigator.clipboard.read()
  } catch {
    stage.tell(REFUSED)
    return
  }
  const text = async (type: string): Promise<string> => {
    const item = items.find(each => each.types.includes(type))
    return item === undefined ? '' : await (await item.getType(type)).text()
  }
  const files: File[] = []
  for (const item of items) {
    const type = item.types.find(each => each.startsWith('image/'))
    if (type !== undefined) files.push(new File([await item.getType(type)], 'pasted', { type }))
  }
  const pasted: Pasted = { html: await text('text/html'), text: await text('text/plain'), files }
  await pasteOnBoard(stage, pasted)
}
