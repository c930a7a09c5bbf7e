import { expect, test } from '@playwright/test'
import { createBoard, openInNewBrowser } from './boards'

test('an edit and all values derived from it are on the page before the next frame, at 64 layers', async ({
  browser,
  request,
}) => {
  const layers = Array.from({ length: 64 }, () => ({ w: 1, activation: 'softplus' }))
  const { links } = await createBoard(request, { chain: { x: 1, y: 0.5, loss: 'squared', layers } })
  const page = await openInNewBrowser(browser, links.editor)
  const unchanged = await page.evaluate(async () => {
    const values = () =>
      new Map(
        [...document.querySelectorAll<HTMLElement>('output[data-value]')].map(output => [
          output.getAttribute('aria-label'),
          output.dataset.value,
        ]),
      )
    const slider = document.querySelector<HTMLInputElement>('input[aria-label="w_1 slider"]')
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    await new Promise(requestAnimationFrame)
    const before = values()
    setValue?.call(slider, '0.5')
    slider?.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise(requestAnimationFrame)
    const after = values()
    return [...before].filter(([name, value]) => after.get(name) === value).map(([name]) => name)
  })
  expect(unchanged).toEqual([])
})
