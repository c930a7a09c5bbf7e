import { MathJaxNewcmFont } from '@mathjax/mathjax-newcm-font/js/svg.js'
import type { LiteElement } from '@mathjax/src/js/adaptors/lite/Element.js'
import type { LiteText } from '@mathjax/src/js/adaptors/lite/Text.js'
import { type LiteAdaptor, liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js'
import { HTMLHandler } from '@mathjax/src/js/handlers/html/HTMLHandler.js'
import { TeX } from '@mathjax/src/js/input/tex.js'
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js'
import '@mathjax/src/js/input/tex/base/BaseConfiguration.js'
import '@mathjax/src/js/input/tex/boldsymbol/BoldsymbolConfiguration.js'
import '@mathjax/src/js/input/tex/cancel/CancelConfiguration.js'
import '@mathjax/src/js/input/tex/color/ColorConfiguration.js'
import { mathjax } from '@mathjax/src/js/mathjax.js'
import { SVG } from '@mathjax/src/js/output/svg.js'
import { cleanMarkup, type DrawnNode } from './clean-paths'
import { fetchFontPart } from './fonts'

/** A formula as LaTeX: on a line of its own (display) or in one with words. */
export interface Formula {
  readonly latex: string
  readonly display: boolean
}

/** A formula as paths. Lengths in em; the markup is drawn in thousandths of an em, y downwards, with its baseline at 0. */
export interface TypesetFormula {
  readonly markup: string
  readonly width: number
  /** Above the baseline. */
  readonly height: number
  /** Below the baseline. */
  readonly depth: number
}

export interface Typesetter {
  /**
   * Typesets formulas as SVG paths that need no font. What comes back gives each of them, and null for one that is refused, is
   * no LaTeX that is known here, or would leave all bounds.
   */
  typeset(formulas: Iterable<Formula>): Promise<(latex: string, display: boolean) => TypesetFormula | null>
}

/** Longer sources are not typeset. */
const MOST_SOURCE = 5_000
/** No formula of a board is wider or higher, in em. */
const MOST_SIZE = 500
/** What is remembered between two exports. */
const MOST_REMEMBERED = 2_000

/**
 * No package that defines macros, makes links or sets styles: such commands are unknown, and the formula is refused (threats.md K1–K5).
 */
const PACKAGES = ['base', 'ams', 'boldsymbol', 'cancel', 'color']

/**
 * A typesetter of its own.
 *
 * @param refuse looks at a source before it is read and says, in words, why it must not be; null when it may
 * @param rest is waited for between two formulas, so that a page with hundreds of them goes on
 */
export function createTypesetter(
  refuse: (latex: string) => string | null = () => null,
  rest: () => Promise<void> | undefined = () => undefined,
): Typesetter {
  mathjax.asyncLoad = fetchFontPart
  const adaptor = liteAdaptor()
  const handler = new HTMLHandler(adaptor)
  const options = {
    InputJax: new TeX({
      packages: PACKAGES,
      maxMacros: 1_000,
      maxBuffer: 2 * MOST_SOURCE,
      formatError: rethrow,
    }),
    OutputJax: new SVG({ fontCache: 'none', fontData: MathJaxNewcmFont, linebreaks: { inline: false } }),
  }
  const page = handler.create('', options)
  const remembered = new Map<string, TypesetFormula | null>()

  const typesetOne = async ({ latex, display }: Formula): Promise<TypesetFormula | null> => {
    if (latex.length > MOST_SOURCE || refuse(latex) !== null) return null
    try {
      const node = await mathjax.handleRetriesFor(() =>
        page.convert(withoutTags(latex), { display, em: 16, ex: 8, containerWidth: 1e6 }),
      )
      return readDrawing(adaptor, node)
    } catch {
      return null // Unknown commands, sources that are nested too deeply, parts of the font that could not be fetched.
    }
  }

  return {
    async typeset(formulas) {
      for (const formula of formulas) {
        const key = keyOf(formula.latex, formula.display)
        if (remembered.has(key)) continue
        if (remembered.size >= MOST_REMEMBERED) remembered.clear()
        remembered.set(key, await typesetOne(formula))
        await rest()
      }
      const all = new Map(remembered)
      return (latex, display) => all.get(keyOf(latex, display)) ?? null
    },
  }
}

const keyOf = (latex: string, display: boolean): string => `${display ? 'd' : 'i'}${latex}`

function rethrow(_jax: unknown, error: Error): never {
  throw error
}

/** Numbers of equations stand behind them instead of at the far right: a formula has no margin of a page. */
const withoutTags = (latex: string): string =>
  latex.replace(/\\tag\*?\s*\{([^{}]*)\}/g, (_, label: string) => `\\qquad\\text{(${label})}`)

type LiteNode = LiteElement | LiteText

/** The drawing inside of what the typesetter made, or null when it holds an error or leaves all bounds. */
function readDrawing(adaptor: LiteAdaptor, container: LiteNode): TypesetFormula | null {
  const svg = adaptor.tags(container as LiteElement, 'svg')[0] // What `convert` makes is an element.
  if (svg === undefined || hasError(svg)) return null
  const [minX, minY, width, height] = (adaptor.getAttribute(svg, 'viewBox') ?? '').split(' ').map(Number)
  if (![minX, minY, width, height].every(Number.isFinite)) return null
  if (minX < 0 || [width, height, -minY].some(size => Math.abs(size) > 1_000 * MOST_SIZE)) return null
  const markup = svg.children.map(child => cleanMarkup(plain(child))).join('')
  return { markup, width: width / 1_000, height: -minY / 1_000, depth: (height + minY) / 1_000 }
}

function hasError(node: LiteNode): boolean {
  if (!('children' in node)) return false
  return 'data-mjx-error' in node.attributes || node.children.some(child => hasError(child as LiteNode))
}

function plain(node: unknown): DrawnNode | string {
  const lite = node as LiteNode // The adaptor types what is inside as anything.
  if (!('children' in lite)) return lite.value
  return {
    tag: lite.kind,
    attributes: Object.fromEntries(
      Object.entries(lite.attributes).map(([name, text]) => [name, String(text)]),
    ),
    children: lite.children.map(plain),
  }
}
