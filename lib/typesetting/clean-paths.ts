/** A node of what the typesetter made, with the adaptor's view of it taken away: a tag, attributes and what is inside. */
export interface DrawnNode {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (DrawnNode | string)[]
}

const NUMBERS = /^[-+0-9.eE\s,]+$/
const LENGTH = /^-?[0-9.]+(?:px|em|ex|%)?$/
const COLOR = /^(?:#[0-9a-f]{3,8}|[a-z]{1,20}|rgba?\([0-9.,%\s]{1,40}\))$/i

/** What may stand in a drawing, and how each value has to look. All else is left out. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  d: /^[-+0-9.eEMLHVCSQTAZmlhvcsqtaz\s,]+$/,
  transform: /^(?:(?:translate|scale|matrix|rotate)\([-+0-9.eE\s,]*\)[\s,]*)+$/,
  x: LENGTH,
  y: LENGTH,
  x1: LENGTH,
  y1: LENGTH,
  x2: LENGTH,
  y2: LENGTH,
  cx: LENGTH,
  cy: LENGTH,
  rx: LENGTH,
  ry: LENGTH,
  width: LENGTH,
  height: LENGTH,
  viewBox: NUMBERS,
  preserveAspectRatio: /^[a-zA-Z\s]{1,30}$/,
  points: NUMBERS,
  fill: COLOR,
  stroke: COLOR,
  'stroke-width': LENGTH,
  'stroke-dasharray': NUMBERS,
  'font-size': LENGTH,
}
const TAGS = new Set(['svg', 'g', 'path', 'rect', 'line', 'polygon', 'ellipse', 'text'])

/** Marks whose colour is that of the text around: left out, so that it is inherited. */
const INHERITED = 'currentColor'

/** Characters that no XML can hold (XML 1.0, 2.2). */
const BEYOND_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * A drawing written anew from a list of what may be in it: paths, lines, boxes and letters. Whatever a formula says, no
 * link, no style, no script and no address is in what comes out.
 */
export function cleanMarkup(node: DrawnNode | string): string {
  if (typeof node === 'string') return node.replace(BEYOND_XML, '').replace(/[&<>"]/g, each => ESCAPES[each])
  const inside = node.children.map(child =>
    typeof child === 'string' && node.tag !== 'text' ? '' : cleanMarkup(child),
  )
  if (!TAGS.has(node.tag)) return ''
  const attributes = Object.entries(node.attributes)
    .filter(
      ([name, value]) =>
        value !== INHERITED && Object.hasOwn(ATTRIBUTES, name) && ATTRIBUTES[name].test(value),
    )
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')
  const content = inside.join('')
  return content === '' ? `<${node.tag}${attributes}/>` : `<${node.tag}${attributes}>${content}</${node.tag}>`
}
