import type { Part } from './figure'

const SVG = 'http://www.w3.org/2000/svg'

export const svgElement = <Tag extends keyof SVGElementTagNameMap>(tag: Tag): SVGElementTagNameMap[Tag] =>
  document.createElementNS(SVG, tag)

/** Makes the children of a node these parts. What is there already is changed and not made anew, so that images do not flicker. */
export function paintParts(parent: SVGElement, parts: readonly Part[]): void {
  while (parent.childNodes.length > parts.length) parent.lastChild?.remove()
  for (const [i, part] of parts.entries()) {
    const before = parent.children.item(i)
    const node = before instanceof SVGElement && before.localName === part.tag ? before : svgElement(part.tag)
    paintPart(node, part)
    if (before === null) parent.append(node)
    else if (before !== node) before.replaceWith(node)
  }
}

function paintPart(node: SVGElement, { role, attributes, text, parts }: Part): void {
  const wanted = new Map(Object.entries(attributes).map(([name, value]) => [name, String(value)]))
  if (role !== undefined) wanted.set('data-role', role)
  for (const name of node.getAttributeNames()) if (!wanted.has(name)) node.removeAttribute(name)
  for (const [name, value] of wanted) if (node.getAttribute(name) !== value) node.setAttribute(name, value)
  if (text !== undefined) {
    if (node.textContent !== text) node.textContent = text
  } else paintParts(node, parts ?? [])
}
