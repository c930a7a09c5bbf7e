import { dataUrl } from './data-url'

const FAMILY = 'Inter Variable'

/** A part of our font: the letters that it has, and where it is. */
interface FontPart {
  readonly range: string
  readonly address: string
}

const embedded = new Map<string, Promise<string>>()

/**
 * `@font-face` rules with those parts of our font inside that these letters need, so that a picture has our letters wherever it is opened. A part
 * that cannot be fetched is left out: other letters then stand in.
 */
export async function embeddedFonts(letters: string): Promise<string> {
  await document.fonts.ready
  const codes = new Set(Array.from(letters, letter => letter.codePointAt(0) ?? 0))
  const needed = fontParts().filter(({ range }) => spansOf(range).some(span => isAnyIn(codes, span)))
  const rules = await Promise.all(needed.map(ruleOf))
  return rules.join('')
}

/** The parts of the font that the page's style sheets name. */
function fontParts(): FontPart[] {
  return Array.from(document.styleSheets).flatMap(sheet => {
    const rules = rulesOf(sheet).filter(rule => rule instanceof CSSFontFaceRule)
    return rules.flatMap(({ style }) => {
      const address = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1]
      const isOurs = style.getPropertyValue('font-family').replace(/["']/g, '') === FAMILY
      if (!isOurs || address === undefined || style.getPropertyValue('font-style') === 'italic') return []
      const range = style.getPropertyValue('unicode-range') || 'U+0-10FFFF'
      return [{ range, address: new URL(address, sheet.href ?? document.baseURI).href }]
    })
  })
}

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return Array.from(sheet.cssRules)
  } catch {
    return [] // A sheet of an extension, which a page may not read.
  }
}

function ruleOf({ range, address }: FontPart): Promise<string> {
  const known = embedded.get(address)
  if (known !== undefined) return known
  const rule = fetch(address)
    .then(answer => (answer.ok ? answer.blob() : Promise.reject(new Error(answer.statusText))))
    .then(async font => {
      const url = await dataUrl(font.slice(0, font.size, 'font/woff2'))
      const source = `src:url(${url}) format('woff2')`
      return `@font-face{font-family:'${FAMILY}';font-weight:100 900;${source};unicode-range:${range}}`
    })
    .catch(() => {
      embedded.delete(address)
      return ''
    })
  embedded.set(address, rule)
  return rule
}

type Span = readonly [from: number, to: number]

/** `U+0-FF, U+131, U+4??` as numbers. */
function spansOf(range: string): Span[] {
  return range.split(',').flatMap(part => {
    const [, from, to] = /U\+([0-9a-f?]+)(?:-([0-9a-f]+))?/i.exec(part) ?? []
    if (from === undefined) return []
    const first = Number.parseInt(from.replaceAll('?', '0'), 16)
    return [[first, Number.parseInt(to ?? from.replaceAll('?', 'F'), 16)]]
  })
}

const isAnyIn = (codes: ReadonlySet<number>, [from, to]: Span): boolean => {
  for (const code of codes) if (from <= code && code <= to) return true
  return false
}
