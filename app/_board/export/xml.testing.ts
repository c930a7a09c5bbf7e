/** A small strict XML reader for tests: what it takes, every XML parser takes. It knows no DTDs, CDATA or entities of one's own. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (XmlElement | string)[]
}

const TOKEN = /<\?xml[^>]*\?>|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

export function parseXml(text: string): XmlElement {
  if (ILLEGAL.test(text)) throw new Error('There are characters that XML cannot hold.')
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  let at = 0
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    at = TOKEN.lastIndex
    const [, closing, opening, attributes, isEmpty, words] = match
    const parent = open[open.length - 1]
    if (closing !== undefined) {
      if (open.length < 2 || open.pop()?.name !== closing) throw new Error(`</${closing}> closes nothing.`)
    } else if (opening !== undefined) {
      const element: XmlElement = { name: opening, attributes: readAttributes(attributes), children: [] }
      parent.children.push(element)
      if (isEmpty === '') open.push(element)
    } else if (words !== undefined) parent.children.push(plain(words))
    if (at === text.length) break
  }
  if (at !== text.length) throw new Error(`This is no XML: ${text.slice(at, at + 60)}`)
  const elements = root.children.filter(child => typeof child !== 'string')
  if (open.length !== 1 || elements.length !== 1) throw new Error('There is not one root, closed at the end.')
  return elements[0]
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name, value] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(attributes, name)) throw new Error(`${name} stands there twice.`)
    attributes[name] = plain(value)
  }
  return attributes
}

function plain(words: string): string {
  if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(words)) throw new Error(`There is a loose & in ${words}`)
  return words
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
