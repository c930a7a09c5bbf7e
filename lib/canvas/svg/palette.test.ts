import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PALETTES } from './palette'

test.each(['light', 'dark'] as const)('a picture in %s has the colours of the page', theme => {
  const css = readFileSync('app/tokens.css', 'utf8')
  const block = theme === 'light' ? css.split(':root {')[1] : css.split(':root[data-theme="dark"] {')[1]
  const tokens = Object.fromEntries(
    [...(block.split('}')[0] ?? '').matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, color]) => [
      name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      color,
    ]),
  )
  const { colors, notes: _notes, ...palette } = PALETTES[theme]
  expect(tokens).toMatchObject(palette)
  for (const [name, color] of Object.entries(colors))
    expect(tokens).toHaveProperty(`mark${name[0].toUpperCase()}${name.slice(1)}`, color)
})
