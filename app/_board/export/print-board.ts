import { type DrawnBoard, heightOf, type PrintPlan, printPlan, widthOf } from '@/lib/canvas'
import { drawPages, type PictureSource } from './draw-board'
import type { PictureChoice } from './export-choice'
import styles from './PrintSheets.module.css'

/** Shows the board as pages of A4 in the place of the page while the browser's own dialog prints it, or makes a PDF of it. */
export async function printBoard(source: PictureSource, choice: PictureChoice): Promise<void> {
  let plan: PrintPlan | null = null
  const pages = await drawPages(source, choice, ({ box, blocks }) => {
    plan = printPlan(box, blocks)
    return plan.pages
  })
  if (plan === null) return
  const sheets = sheetsOf(pages, plan)
  document.body.append(sheets)
  const addresses = Array.from(sheets.querySelectorAll('img'), image => image.src)
  try {
    await Promise.all(Array.from(sheets.querySelectorAll('img'), image => image.decode()))
    document.documentElement.dataset.printing = ''
    await new Promise<void>(resolve => {
      // Some browsers go on at once and say later that they have printed.
      window.addEventListener('afterprint', () => resolve(), { once: true })
      window.print()
    })
  } finally {
    delete document.documentElement.dataset.printing
    sheets.remove()
    for (const address of addresses) URL.revokeObjectURL(address)
  }
}

function sheetsOf(pages: readonly DrawnBoard[], { orientation, scale }: PrintPlan): HTMLElement {
  const sheets = document.createElement('div')
  sheets.className = styles.sheets ?? ''
  sheets.dataset.sheets = orientation
  for (const { svg, box } of pages) {
    const sheet = document.createElement('div')
    sheet.className = styles.sheet ?? ''
    const image = document.createElement('img')
    image.alt = ''
    image.width = widthOf(box) * scale
    image.height = heightOf(box) * scale
    image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
    sheet.append(image)
    sheets.append(sheet)
  }
  return sheets
}
