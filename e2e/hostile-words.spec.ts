import { expect, test } from '@playwright/test'
import { createBoard, openInNewBrowser } from './boards'
import { joinAsProgram } from './stock-client'
import { freePlace, put, tool } from './words'

// A recording of the page would be a long task itself.
test.use({ trace: 'off' })

/** The catalogue of threats.md 2.5, and what else a formula could do to a page. */
const HOSTILE: Readonly<Record<string, string>> = {
  'K1 a wide macro': `\\def\\a{${'x'.repeat(1000)}}${'\\a'.repeat(200)}`,
  'K1 edef':
    '\\edef\\a{x}\\edef\\b{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a}\\edef\\c{\\b\\b\\b\\b\\b\\b\\b\\b\\b\\b}\\c',
  'K1 a tree of macros': `\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{x}${'\\a'.repeat(100)}`,
  'K1 fractions in a table': `\\begin{matrix}${`${'\\frac12&'.repeat(10)}\\\\`.repeat(50)}\\end{matrix}`,
  'K1 cells': `\\begin{matrix}${'&'.repeat(4900)}\\end{matrix}`,
  'K1 scripts': 'x_1^2'.repeat(150),
  'K1 roots': '\\sqrt2'.repeat(130),
  'K1 accents': '\\hat1'.repeat(320),
  'K1 letters': 'x+'.repeat(950),
  'K2 a link': "\\href{javascript:window.ran='link'}{click me}",
  'K2 a url': "\\url{javascript:window.ran='url'}",
  'K2 an image': '\\includegraphics[height=1em]{https://evil.test/pixel.png"onerror="window.ran=1}',
  'K2 data': '\\htmlData{x="onclick="window.ran=1}{x}',
  'K2 a style': '\\htmlStyle{position:fixed;inset:0;background:red}{x}',
  'K3 a rule': '\\rule{1e5em}{1e5em}',
  'K3 negative space': '\\kern-1e6em \\rule{9em}{9em}',
  'K3 within the limits': `${'\\kern-9em'.repeat(30)}\\rule{9em}{9em}\\raisebox{-9em}{\\rule{9em}{9em}}`,
  'K3 laps': '\\rlap{\\rule{9em}{1em}}\\llap{\\rule{9em}{1em}}\\smash{\\rule{1em}{9em}}',
  'K4 braces': `${'{'.repeat(2500)}${'}'.repeat(2500)}`,
  'K4 exponents': `${'x^{'.repeat(1000)}${'}'.repeat(1000)}`,
  'K4 as deep as one may': `${'\\frac1{'.repeat(38)}x${'}'.repeat(38)}`,
  'K5 another sine': '\\gdef\\sin{HACKED}\\sin',
  'K6 markup in a mistake': "\\bad<img src=x onerror=window.ran='error'>",
}

test('hostile formulas neither run nor leave their box, and the author reads why (K1–K6, K9)', async ({
  browser,
  request,
}) => {
  const { id, links } = await createBoard(request)
  const page = await openInNewBrowser(browser, links.editor)
  const program = await joinAsProgram(id, links.editor)
  const names = Object.keys(HOSTILE)
  program.doc.transact(() => {
    for (const [i, name] of names.entries()) {
      put(program, `1-${i}`, 'math', HOSTILE[name] as string, [-600 + 90 * i, 700])
    }
    put(
      program,
      '2-0',
      'note',
      `<img src=x onerror="window.ran='note'"> $\\href{javascript:1}{x}$`,
      [-400, 900],
    )
    put(program, '2-1', 'text', '$x$'.repeat(6000), [0, 1100])
    put(program, '2-2', 'math', '\\sin', [300, 900])
  })
  await page.keyboard.press('Shift+1')
  await tool(page, 'Hand').click()
  const [x, y] = await freePlace(page, 400, 300)
  await page.mouse.move(x, y)
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, 200)
  await page.keyboard.down('Control')
  for (let i = 0; i < 6; i++) await page.mouse.wheel(0, 120)
  await page.keyboard.up('Control')
  await expect(page.locator('[data-annotation="2-2"] annotation')).toHaveText('\\sin')
  await expect(page.locator('[data-annotation="1-0"] code')).toContainText('\\def is not taken')
  await expect(page.locator('[data-annotation="1-4"] code')).toContainText('There is too much in one formula')
  await expect(page.locator('[data-annotation="2-1"] .katex-html').nth(199)).toBeAttached()

  const found = await page.evaluate(() => {
    const { ran } = window as unknown as { ran?: string }
    const leaving: string[] = []
    for (const element of document.querySelectorAll<HTMLElement>('[data-annotation]')) {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      const around = [
        [left - 6, (top + bottom) / 2],
        [right + 6, (top + bottom) / 2],
        [(left + right) / 2, top - 6],
        [(left + right) / 2, bottom + 6],
        [left - 60, top - 60],
      ] as const
      for (const [x, y] of around) {
        if (document.elementsFromPoint(x, y).some(hit => element.contains(hit)))
          leaving.push(element.dataset.annotation ?? '')
      }
    }
    const words = document.querySelectorAll('[data-annotation]')
    const active = [...words].flatMap(each => [
      ...each.querySelectorAll('a, img, script, iframe, [onerror], [onclick]'),
    ])
    const fixed = [...words]
      .flatMap(each => [...each.querySelectorAll('*')])
      .filter(each => getComputedStyle(each).position === 'fixed')
    return { ran, leaving, active: active.length, fixed: fixed.length }
  })
  expect(found).toMatchObject({ leaving: [], active: 0, fixed: 0 })
  expect(found.ran).toBeUndefined()
  program.leave()

  const [broken] = await page.locator('[data-annotation="1-9"]').all()
  await broken?.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Formula editor' }).getByRole('status')).toContainText(
    '\\href is not taken: links and pictures cannot stand in a formula.',
  )
})
